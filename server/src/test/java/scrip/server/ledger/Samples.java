package scrip.server.ledger;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.Licenses;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Debt;
import scrip.core.pack.Debts;
import scrip.core.pack.Hold;
import scrip.core.pack.OpenHolds;
import scrip.core.pack.Pack;
import scrip.core.pack.Packs;
import scrip.core.service.Service;

/// Sample values of any record of `core`, with each component filled, or only those that cannot be
/// null.
public final class Samples {

    private final boolean full;
    private int count;

    public Samples(boolean full) {
        this.full = full;
    }

    /// Every record among the subtypes of a sealed interface.
    public static List<Class<?>> alternatives(Class<?> sealed) {
        return LedgerJson.alternatives(sealed);
    }

    public Object of(Class<?> record) {
        return record(record);
    }

    private Object value(Type type) {
        count++;
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> raw = (Class<?>) type;
        if (raw == long.class || raw == Long.class) {
            return (long) count;
        }
        if (raw == int.class || raw == Integer.class) {
            return count;
        }
        if (raw == boolean.class) {
            return count % 2 == 0;
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[count % raw.getEnumConstants().length];
        }
        if (raw == Subject.class) {
            return SubjectTextTest.ALL.get(count % SubjectTextTest.ALL.size());
        }
        if (raw.isSealed() && raw.isInterface()) {
            return record(LedgerJson.alternatives(raw).getFirst());
        }
        if (raw == Packs.class) {
            return Packs.of(List.of((Pack) value(Pack.class), (Pack) value(Pack.class)));
        }
        if (raw == OpenHolds.class) {
            return OpenHolds.of(List.of((Hold) value(Hold.class), (Hold) value(Hold.class)));
        }
        if (raw == Licenses.class) {
            return Licenses.of(
                    List.of((License) value(License.class), (License) value(License.class)));
        }
        if (raw == Emergencies.class) {
            return Emergencies.of(
                    List.of(
                            (Emergency) value(Emergency.class),
                            (Emergency) value(Emergency.class)));
        }
        return raw.isRecord() ? record(raw) : leaf(raw);
    }

    private Object leaf(Class<?> raw) {
        Map<Class<?>, Object> leaves =
                Map.of(
                        String.class, "text \"" + count + "\" 数智\n",
                        UUID.class, new UUID(count, -count),
                        Instant.class, Instant.EPOCH.plusSeconds(count).plusNanos(1_000L * count),
                        LocalDate.class, LocalDate.EPOCH.plusDays(count),
                        ZoneId.class, ZoneId.of("Asia/Shanghai"),
                        Currency.class, Currency.getInstance("USD"),
                        BigDecimal.class, new BigDecimal("1E+2"),
                        Duration.class, Duration.ofHours(count),
                        Debts.class, Debts.of(List.of(new Debt(count, 7), new Debt(count + 1, 8))));
        Object leaf = leaves.get(raw);
        if (leaf == null) {
            throw new AssertionError("no sample of " + raw);
        }
        return leaf;
    }

    private Object collection(Class<?> raw, Type[] of) {
        if (raw == List.class) {
            return List.of(value(of[0]), value(of[0]));
        }
        if (raw == Set.class) {
            return Set.of(value(of[0]));
        }
        if (raw == SortedSet.class) {
            SortedSet<Object> set = new TreeSet<>();
            set.add(value(of[0]));
            return set;
        }
        if (SortedMap.class.isAssignableFrom(raw)) {
            SortedMap<Object, Object> map = new TreeMap<>();
            map.put(value(of[0]), value(of[1]));
            map.put(value(of[0]), value(of[1]));
            return map;
        }
        throw new AssertionError("no sample of " + raw);
    }

    private Object record(Class<?> record) {
        if (record == OrganizationId.class) {
            return new OrganizationId("org-" + count);
        }
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int at = 0; at < components.length; at++) {
            types[at] = components[at].getType();
            boolean nullable =
                    components[at].getAnnotatedType().isAnnotationPresent(Nullable.class);
            values[at] = nullable && !full ? null : value(components[at].getGenericType());
        }
        if (record == Pack.class) {
            // The parts must add up.
            values[7] = 15L;
            for (int part = 0; part < 5; part++) {
                values[9 + part] = part + 1L;
            }
        }
        if (record == Service.Step.class) {
            values[0] = "delivered";
            values[3] = "remote";
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(record.toString(), failure);
        }
    }
}

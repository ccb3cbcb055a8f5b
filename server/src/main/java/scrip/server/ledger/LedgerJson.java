package scrip.server.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.Emergency;
import scrip.core.emergency.EmergencyId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.Licenses;
import scrip.core.license.Validity;
import scrip.core.license.VisitId;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.OrderStage;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Debt;
import scrip.core.pack.Debts;
import scrip.core.pack.Hold;
import scrip.core.pack.OpenHolds;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PackOrigin;
import scrip.core.pack.Packs;
import scrip.core.pack.PoolKey;
import scrip.core.time.Instants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.RawValue;

/// Facts, commands, answers and accounts as JSON, for storage in the database only.
///
/// The property `type` tells the alternatives of a sealed type apart by the simple name of the
/// record: renaming a record of `core` changes the stored form, so a test fixes the names. Nulls
/// are omitted, and a missing component reads as null, zero or empty, so that a later version can
/// add one. An unknown component is an error, because a version that does not know it would lose
/// it.
public final class LedgerJson {

    private static final JsonMapper MAPPER = mapper(BigDecimal::toString);
    private static final JsonMapper CANONICAL =
            mapper(d -> d.signum() == 0 ? "0" : d.stripTrailingZeros().toPlainString());

    private static final JsonMapper COMPACT =
            MAPPER.rebuild()
                    .withConfigOverride(List.class, LedgerJson::omittedIfEmpty)
                    .withConfigOverride(SortedSet.class, LedgerJson::omittedIfEmpty)
                    .withConfigOverride(SortedMap.class, LedgerJson::omittedIfEmpty)
                    .build();

    private LedgerJson() {}

    /// A fact, command, answer or account as JSON.
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// A canonical form, the same for equal contents: amounts without trailing zeros, properties
    /// and keys sorted.
    public static String canonical(Object value) {
        return CANONICAL.writeValueAsString(value);
    }

    /// A short form, in which lists, sets and maps that are empty are missing.
    static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    public static Fact fact(String json) {
        return MAPPER.readValue(json, Fact.class);
    }

    public static Command<?> command(String json) {
        return MAPPER.readValue(json, Command.class);
    }

    public static Answer answer(String json) {
        return MAPPER.readValue(json, Answer.class);
    }

    public static Account account(String json) {
        return MAPPER.readValue(json, Account.class);
    }

    /// The body of a row of the log.
    ///
    /// @param command the command as JSON
    static String body(UUID seed, String command, List<LogEntries.Booked> facts, Answer answer) {
        return write(new WrittenBody(seed, new RawValue(command), facts, answer));
    }

    /// A body to be written, whose command is JSON already.
    private record WrittenBody(
            UUID seed, RawValue command, List<LogEntries.Booked> facts, Answer answer) {}

    static LogEntries.Body body(String json) {
        return MAPPER.readValue(json, LogEntries.Body.class);
    }

    /// The stable name of an alternative of a sealed type.
    static String nameOf(Object value) {
        return value.getClass().getSimpleName();
    }

    /// Every record among the alternatives of a sealed interface, at any depth.
    static List<Class<?>> alternatives(Class<?> sealed) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                all.addAll(alternatives(permitted));
            } else {
                all.add(permitted);
            }
        }
        return List.copyOf(all);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private static JsonMapper mapper(Function<BigDecimal, String> decimals) {
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .changeDefaultPropertyInclusion(
                                v -> v.withValueInclusion(JsonInclude.Include.NON_NULL))
                        // Methods such as `isPositive` are not properties.
                        .changeDefaultVisibility(
                                v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
                        .withConfigOverride(Collection.class, LedgerJson::emptyIfMissing)
                        .withConfigOverride(List.class, LedgerJson::emptyIfMissing)
                        .withConfigOverride(Set.class, LedgerJson::emptyIfMissing)
                        .withConfigOverride(SortedSet.class, LedgerJson::emptyIfMissing)
                        .withConfigOverride(SortedMap.class, LedgerJson::emptyIfMissing)
                        .addModule(module(decimals));
        for (Class<?> sealed :
                List.of(
                        Fact.class,
                        Command.class,
                        Answer.class,
                        Validity.class,
                        OrderStage.class,
                        PackOrigin.class)) {
            builder.addMixIn(sealed, Typed.class);
            for (Class<?> alternative : alternatives(sealed)) {
                builder.registerSubtypes(new NamedType(alternative, alternative.getSimpleName()));
            }
        }
        return builder.build();
    }

    private static void emptyIfMissing(MutableConfigOverride override) {
        override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    private static void omittedIfEmpty(MutableConfigOverride override) {
        override.setInclude(
                JsonInclude.Value.construct(
                        JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    }

    private static SimpleModule module(Function<BigDecimal, String> decimals) {
        SimpleModule module = new SimpleModule("ledger");
        text(module, ItemId.class, ItemId::toString, ItemId::of);
        text(module, OrganizationId.class, OrganizationId::value, OrganizationId::new);
        text(module, OrderId.class, OrderId::toString, t -> new OrderId(UUID.fromString(t)));
        text(module, LineId.class, LineId::toString, t -> new LineId(UUID.fromString(t)));
        text(module, QuoteId.class, QuoteId::toString, t -> new QuoteId(UUID.fromString(t)));
        text(module, PackId.class, PackId::toString, t -> new PackId(UUID.fromString(t)));
        text(module, LicenseId.class, LicenseId::toString, t -> new LicenseId(UUID.fromString(t)));
        text(
                module,
                MoneyReturnId.class,
                MoneyReturnId::toString,
                t -> new MoneyReturnId(UUID.fromString(t)));
        text(module, PaymentId.class, PaymentId::toString, t -> new PaymentId(UUID.fromString(t)));
        text(
                module,
                SalesRequestId.class,
                SalesRequestId::toString,
                t -> new SalesRequestId(UUID.fromString(t)));
        text(module, VisitId.class, VisitId::toString, t -> new VisitId(UUID.fromString(t)));
        text(
                module,
                EmergencyId.class,
                EmergencyId::toString,
                t -> new EmergencyId(UUID.fromString(t)));
        text(module, Subject.class, SubjectText::of, SubjectText::read);
        text(module, PoolKey.class, LedgerJson::poolText, LedgerJson::pool);
        text(module, BigDecimal.class, decimals, BigDecimal::new);
        text(module, Instant.class, Instant::toString, Instants::read);
        list(module, Packs.class, Pack.class, Packs::of);
        list(module, OpenHolds.class, Hold.class, OpenHolds::of);
        list(module, Emergencies.class, Emergency.class, Emergencies::of);
        list(module, Licenses.class, License.class, Licenses::of);
        module.addSerializer(Debts.class, new DebtsOut());
        module.addDeserializer(Debts.class, new DebtsIn());
        return module;
    }

    private static String poolText(PoolKey key) {
        return key.resource() + "@" + key.storageYears();
    }

    private static PoolKey pool(String text) {
        int at = text.lastIndexOf('@');
        return new PoolKey(
                ItemId.of(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
    }

    /// Stores a type as one text, both as a value and as a map key.
    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> out, Function<String, T> in) {
        module.addSerializer(type, new TextOut<>(out, false));
        module.addKeySerializer(type, new TextOut<>(out, true));
        module.addDeserializer(type, new TextIn<>(in));
        module.addKeyDeserializer(type, new TextKeyIn(in));
    }

    /// Stores a collection type as a plain list.
    private static <E, T extends Collection<E>> void list(
            SimpleModule module, Class<T> type, Class<E> element, Function<List<E>, T> in) {
        module.addDeserializer(type, new ListIn<>(element, in));
    }

    private static final class ListIn<E, T> extends ValueDeserializer<T> {
        private final Class<E> element;
        private final Function<List<E>, T> in;
        private final @Nullable ValueDeserializer<Object> elements;

        ListIn(Class<E> element, Function<List<E>, T> in) {
            this(element, in, null);
        }

        private ListIn(
                Class<E> element,
                Function<List<E>, T> in,
                @Nullable ValueDeserializer<Object> elements) {
            this.element = element;
            this.in = in;
            this.elements = elements;
        }

        /// Finds out once how elements are read, since that takes longer than to read some.
        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            var found =
                    context.findContextualValueDeserializer(
                            context.constructType(element), property);
            return new ListIn<>(element, in, found);
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            ValueDeserializer<Object> one = Objects.requireNonNull(elements);
            List<E> all = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                all.add(element.cast(one.deserialize(parser, context)));
            }
            return in.apply(all);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return in.apply(List.of());
        }
    }

    private static final class TextOut<T> extends ValueSerializer<T> {
        private final Function<T, String> out;
        private final boolean key;

        TextOut(Function<T, String> out, boolean key) {
            this.out = out;
            this.key = key;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            if (key) {
                generator.writeName(out.apply(value));
            } else {
                generator.writeString(out.apply(value));
            }
        }
    }

    private static final class TextIn<T> extends ValueDeserializer<T> {
        private final Function<String, T> in;

        TextIn(Function<String, T> in) {
            this.in = in;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return in.apply(parser.getString());
        }
    }

    private static final class TextKeyIn extends KeyDeserializer {
        private final Function<String, ?> in;

        TextKeyIn(Function<String, ?> in) {
            this.in = in;
        }

        @Override
        public Object deserializeKey(String text, DeserializationContext context) {
            return in.apply(text);
        }
    }

    private static final class DebtsOut extends ValueSerializer<Debts> {
        @Override
        public void serialize(Debts value, JsonGenerator generator, SerializationContext context) {
            generator.writeStartArray();
            for (Debt debt : value) {
                generator.writeNumber(debt.use());
                generator.writeNumber(debt.units());
            }
            generator.writeEndArray();
        }
    }

    private static final class DebtsIn extends ValueDeserializer<Debts> {
        @Override
        public Debts deserialize(JsonParser parser, DeserializationContext context) {
            List<Debt> debts = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                long use = parser.getLongValue();
                parser.nextToken();
                debts.add(new Debt(use, parser.getLongValue()));
            }
            return Debts.of(debts);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Debts.NONE;
        }
    }
}

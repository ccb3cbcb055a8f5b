package scrip.server.rehearse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccessReason;
import scrip.core.ledger.Code;
import scrip.core.ledger.NoticeCode;
import scrip.core.money.CurrenciesInUse;
import scrip.core.order.AgreedPrice.Per;
import scrip.server.rehearse.Scenario.Step;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// Reads the steps of a scenario, checks them against [Words], and keeps track of the names that
/// earlier steps defined.
final class StepReader {

    private static final Set<String> ACCESS = Set.of("ALLOWED", "READ_ONLY", "DENIED");

    private static final Map<String, Per> PER =
            Map.of("month", Per.MONTH, "year", Per.YEAR, "unit", Per.UNIT);

    private final Map<String, Words.Verb> verbs;
    private final Times times;
    private final Set<String> organizations;
    private final Set<String> names = new HashSet<>();

    StepReader(Times times, Set<String> organizations) {
        this.times = times;
        this.verbs = times.inOrder() ? Words.VERBS : Words.OF_STORIES;
        this.organizations = organizations;
    }

    Step step(YamlMap map) {
        var at = map.optional("at").flatMap(times.instant()).orElse(null);
        Optional<YamlMap> expected = map.optional("expect").flatMap(YamlValue::map);
        String verb = null;
        Map<String, Object> values = Map.of();
        List<String> given = new ArrayList<>();
        for (Map.Entry<String, Words.Verb> word : verbs.entrySet()) {
            Optional<YamlMap> fields = map.optional(word.getKey()).flatMap(YamlValue::map);
            if (fields.isPresent()) {
                if (verb != null) {
                    map.fault("a step has one verb: this has " + verb + " and " + word.getKey());
                }
                verb = word.getKey();
                values = values(fields.get(), word.getValue().fields(), given);
            }
        }
        map.refuseOtherFields();
        if (verb == null && expected.isPresent()) {
            map.fault("a step that expects something has a verb");
        }
        Map<String, Object> expect =
                verb == null || expected.isEmpty()
                        ? null
                        : expect(expected.get(), verb, values, map);
        names.addAll(given);
        return new Step(map.place().line(), at, verb, new StepFields(values), expect);
    }

    private @Nullable Map<String, Object> expect(
            YamlMap expected, String verb, Map<String, Object> values, YamlMap step) {
        Map<String, Words.Type> keys = Objects.requireNonNull(verbs.get(verb)).outcome();
        if (verb.equals("check")) {
            String what = values.keySet().stream().findFirst().orElse("");
            if (values.size() != 1) {
                step.fault("check looks at one thing: one of " + Words.CHECKS.keySet());
                return null;
            }
            keys = Words.check(what).outcome();
        }
        Map<String, Object> expect = new LinkedHashMap<>();
        for (Map.Entry<String, Words.Type> key : keys.entrySet()) {
            expected.optional(key.getKey())
                    .flatMap(v -> value(v, key.getValue(), new ArrayList<>()))
                    .ifPresent(v -> {
                        expect.put(key.getKey(), v);
                        checkWord(key.getKey(), v, expected);
                    });
        }
        expected.refuseOtherFields();
        return expect;
    }

    /// Rejects misspelt constants, which would make a step fail for the wrong reason.
    private static void checkWord(String key, Object value, YamlMap expected) {
        boolean known =
                switch (key) {
                    case "access" -> ACCESS.contains(value);
                    case "reason" -> isConstant(AccessReason.values(), value);
                    case "refused" -> isConstant(Code.values(), value);
                    case "codes", "includes" ->
                            ((List<?>) value)
                                    .stream().allMatch(c -> isConstant(NoticeCode.values(), c));
                    default -> true;
                };
        if (!known) {
            expected.fault("`" + key + "` does not know " + value);
        }
    }

    private static boolean isConstant(Enum<?>[] constants, Object name) {
        return Arrays.stream(constants).anyMatch(c -> c.name().equals(name));
    }

    private Map<String, Object> values(
            YamlMap map, Map<String, Words.Field> fields, List<String> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((name, field) -> {
            Optional<YamlValue> value = field.required() ? map.required(name) : map.optional(name);
            value.flatMap(v -> value(v, field.type(), given)).ifPresent(v -> values.put(name, v));
        });
        map.refuseOtherFields();
        return values;
    }

    private Optional<?> value(YamlValue value, Words.Type type, List<String> given) {
        return switch (type) {
            case TEXT -> value.written();
            case ORG -> organization(value);
            case NEW_NAME -> newName(value, given);
            case NAME -> name(value);
            case NAMES -> all(value.list(), this::name);
            case WHOLE -> value.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case COUNT -> value.whole(1, Long.MAX_VALUE);
            case DECIMAL -> value.decimal();
            case BOOL -> value.bool();
            case INSTANT -> times.instant().apply(value);
            case DATE -> times.date().apply(value);
            case INSTANT_OR_DATE -> times.instantOrDate().apply(value);
            case MONTHS -> times.months().apply(value);
            case DURATION -> value.duration();
            case ZONE -> value.zone().map(Object::toString);
            case SURFACE -> value.choice(List.of("patient", "console", "api"));
            case CAPACITY -> value.choice(List.of("extend", "add"));
            case AMOUNT -> amount(value, 0, "0 or more");
            case MONEY -> amount(value, 1, "more than 0");
            case CURRENCY ->
                    value.parsed(
                            "a currency in use today, such as USD",
                            code ->
                                    CurrenciesInUse.find(code)
                                            .orElseThrow(IllegalArgumentException::new));
            case PER -> value.choice(PER);
            case MEMBER_PRICES -> map(value, this::prices);
            case MEMBER_QUANTITIES -> map(value, v -> v.whole(0, Long.MAX_VALUE));
            case LINES -> lines(value, given);
            case POOL, LICENSE, CAPACITY_OF, ACCESS, NOTICES, ORG_ONLY, EMERGENCIES ->
                    value.map()
                            .map(m -> values(m, Words.NESTED.getOrDefault(type, Map.of()), given));
            case CODES -> all(value.list(), YamlValue::written);
            case REFUSAL -> value.written();
        };
    }

    private Optional<?> lines(YamlValue value, List<String> given) {
        Optional<List<YamlValue>> lines =
                value.list()
                        .flatMap(all ->
                                all.isEmpty() || all.size() > Words.LINES_MAX
                                        ? value.fault("there are 1 to 200 lines")
                                        : Optional.of(all));
        return all(lines, v -> v.map().map(m -> values(m, Words.LINE, given)));
    }

    private static Optional<BigDecimal> amount(YamlValue value, int signMin, String range) {
        return value.decimal()
                .flatMap(d ->
                        d.signum() < signMin
                                ? value.fault("an amount is " + range)
                                : Optional.of(d));
    }

    /// The agreed prices of one item: a single amount, or one or more amounts with currency and
    /// unit.
    private Optional<List<Map<String, Object>>> prices(YamlValue value) {
        if (value.isList()) {
            return all(value.list(), v -> v.map().map(m -> values(m, Words.PRICE, List.of())));
        }
        return value.isMap()
                ? value.map().map(m -> List.of(values(m, Words.PRICE, List.of())))
                : amount(value, 0, "0 or more").map(amount -> List.of(Map.of("amount", amount)));
    }

    private Optional<String> organization(YamlValue value) {
        return value.written()
                .flatMap(id ->
                        organizations.contains(id)
                                ? Optional.of(id)
                                : value.fault("no organization of this file is " + id));
    }

    private Optional<String> newName(YamlValue value, List<String> given) {
        return value.written()
                .flatMap(name -> {
                    if (names.contains(name) || given.contains(name)) {
                        return value.fault("the name " + name + " is given twice");
                    }
                    given.add(name);
                    return Optional.of(name);
                });
    }

    private Optional<String> name(YamlValue value) {
        return value.written()
                .flatMap(name ->
                        names.contains(name)
                                ? Optional.of(name)
                                : value.fault("no step above gives the name " + name));
    }

    private static <T> Optional<List<T>> all(
            Optional<List<YamlValue>> values, Function<YamlValue, Optional<T>> read) {
        return values.map(list -> list.stream().map(read).flatMap(Optional::stream).toList());
    }

    private static <T> Optional<Map<String, T>> map(
            YamlValue value, Function<YamlValue, Optional<T>> read) {
        return value.map()
                .map(m -> {
                    Map<String, T> all = new LinkedHashMap<>();
                    for (YamlMap.Entry entry : m.entries()) {
                        read.apply(entry.value()).ifPresent(v -> all.put(entry.name(), v));
                    }
                    return all;
                });
    }
}

package scrip.server.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.core.text.Unicode;
import scrip.core.time.Zones;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fields of a JSON object, or parameters, read by name. Faults are collected, not thrown: a faulty
/// field returns a placeholder, and `Call.checked` must be called before any value is used. An
/// unknown field is a fault.
public final class Input {

    private static final String ID_FORM = "an id such as 01930000-0000-7000-8000-000000000001";
    private static final int NAMES_LISTED_MAX = 30;

    /// How many faults are told at most.
    static final int FAULTS_MAX = 100;

    /// The greatest whole number that every client keeps exactly: JavaScript has 53 bits.
    public static final long WHOLE_MAX = (1L << 53) - 1;

    private final String in;
    private final String at;
    private final Map<String, JsonNode> fields;
    private final List<InputFault> faults;
    private final Set<String> asked = new HashSet<>();
    private final List<Input> nested = new ArrayList<>();

    Input(String in, String at, Map<String, JsonNode> fields, List<InputFault> faults) {
        this.in = in;
        this.at = at;
        this.fields = fields;
        this.faults = faults;
    }

    /// Adds a fault of a field.
    public void fault(String name, String detail) {
        faultAt(Characters.escaped(name), detail);
    }

    /// Adds all faults of a field whose text is a document of its own, such as a file.
    public void faults(String name, List<String> details) {
        String pointer = at + "/" + Characters.escaped(name);
        details.stream()
                .limit(Math.max(0, FAULTS_MAX - faults.size()))
                .forEach(detail -> faults.add(new InputFault(in, pointer, detail)));
    }

    private void faultAt(String path, String detail) {
        String pointer = at + "/" + path;
        boolean told =
                faults.stream().anyMatch(f -> f.in().equals(in) && f.pointer().equals(pointer));
        if (!told && faults.size() < FAULTS_MAX) {
            faults.add(new InputFault(in, pointer, detail));
        }
    }

    /// Whether a field is present and not null.
    public boolean has(String name) {
        return value(name) != null;
    }

    /// Whether a field is present, even if null.
    public boolean names(String name) {
        return fields.containsKey(name);
    }

    /// A text of at most so many characters; required.
    public String text(String name, int charactersMax) {
        return required(name, textOrNull(name, charactersMax), "");
    }

    /// A text of 1 to so many characters on one line, at least one of them visible (X3).
    public @Nullable String textOrNull(String name, int charactersMax) {
        return parsed(
                name,
                () ->
                        "a text of 1 to %d characters, one of them visible, without control characters"
                                .formatted(charactersMax),
                text -> {
                    boolean fits = text.length() <= charactersMax && Unicode.isVisible(text);
                    return fits && Unicode.isOneLine(text) ? text : null;
                });
    }

    /// A whole number; required.
    public long whole(String name, long least, long most) {
        return required(name, wholeOrNull(name, least, most), least);
    }

    public @Nullable Long wholeOrNull(String name, long least, long most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        Long number = null;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (!in.equals(InputFault.BODY) && value.asString("").matches("[+-]?[0-9]{1,18}")) {
            number = Long.valueOf(value.asString());
        }
        if (number == null || number < least || number > most) {
            fault(name, "write a whole number from " + least + " to " + most);
            return null;
        }
        return number;
    }

    public @Nullable Integer intOrNull(String name, int least, int most) {
        Long number = wholeOrNull(name, least, most);
        return number == null ? null : Math.toIntExact(number);
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String text = in.equals(InputFault.BODY) ? "" : value.asString();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        fault(name, "write true or false");
        return otherwise;
    }

    /// One of the constants of an enum, in either case; required.
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return required(name, choiceOrNull(name, type), type.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> @Nullable E choiceOrNull(String name, Class<E> type) {
        List<String> names = Choices.of(type);
        return parsed(
                name, () -> "one of " + String.join(", ", names), text -> Choices.read(type, text));
    }

    /// An instant with an offset, truncated to microseconds.
    public @Nullable Instant instantOrNull(String name) {
        return parsed(
                name, "an instant such as 2026-03-01T09:00:00Z, from 1970 to 2500", Forms::instant);
    }

    public Instant instant(String name) {
        return required(name, instantOrNull(name), Instant.EPOCH);
    }

    public @Nullable LocalDate dateOrNull(String name) {
        return parsed(
                name,
                "a date such as 2026-03-01, from 1970 to 2500",
                text -> {
                    LocalDate date = LocalDate.parse(text);
                    return date.getYear() >= 1970 && date.getYear() <= 2500 ? date : null;
                });
    }

    public LocalDate date(String name) {
        return required(name, dateOrNull(name), LocalDate.EPOCH);
    }

    public @Nullable ZoneId zoneOrNull(String name) {
        return parsed(name, Zones.FORM, Zones::of);
    }

    public OrganizationId organization(String name) {
        return required(name, organizationOrNull(name), new OrganizationId("0"));
    }

    public @Nullable OrganizationId organizationOrNull(String name) {
        return parsed(
                name,
                "an organization's id: 1 to 63 lower-case letters, digits and hyphens, not a hyphen"
                        + " first",
                text -> OrganizationId.isValid(text) ? new OrganizationId(text) : null);
    }

    /// An object as it was sent, with any content; required.
    public JsonNode tree(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isObject()) {
            fault(name, value == null ? "is missing" : "write an object");
            return JsonNodeFactory.instance.objectNode();
        }
        return value;
    }

    public UUID uuid(String name) {
        return required(name, uuidOrNull(name), new UUID(0, 0));
    }

    public @Nullable UUID uuidOrNull(String name) {
        return parsed(name, ID_FORM, Forms::uuid);
    }

    /// An array of 1 to so many ids.
    public List<UUID> uuids(String name, int most) {
        return each(name, most, ID_FORM, Forms::uuid);
    }

    /// An array of 1 to so many values, each parsed from a text, without duplicates.
    public <T> List<T> each(
            String name, int most, String form, Function<String, @Nullable T> parse) {
        List<T> all = new ArrayList<>();
        List<JsonNode> values = array(name, most);
        for (int i = 0; i < values.size(); i++) {
            String index = Integer.toString(i);
            Input part =
                    new Input(
                            in,
                            at + "/" + Characters.escaped(name),
                            Map.of(index, values.get(i)),
                            faults);
            T read = part.parsed(index, form, parse);
            if (!part.has(index)) {
                part.fault(index, "write " + form);
            } else if (read != null && all.contains(read)) {
                part.fault(index, "name each only once");
            } else if (read != null) {
                all.add(read);
            }
        }
        return List.copyOf(all);
    }

    /// A decimal in a string, 0 or more.
    public @Nullable BigDecimal decimalOrNull(String name) {
        return parsed(name, "a decimal in a string, such as \"5900.00\"", Forms::decimal);
    }

    public BigDecimal decimal(String name) {
        return required(name, decimalOrNull(name), BigDecimal.ZERO);
    }

    /// An object with arbitrary names whose values are whole numbers of at least 1.
    public SortedMap<String, Long> wholes(String name, int most, long wholeMax) {
        return map(name, most, (part, key) -> part.whole(key, 1, wholeMax));
    }

    /// An object; required. If it is missing, an empty one.
    public Input object(String name) {
        String pointer = at + "/" + Characters.escaped(name);
        Input empty = new Input(in, pointer, Map.of(), new ArrayList<>());
        return required(name, objectOrNull(name), empty);
    }

    public @Nullable Input objectOrNull(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            fault(name, "write an object");
            return null;
        }
        return nest(Characters.escaped(name), value);
    }

    /// An array of 1 to so many objects; required.
    public List<Input> objects(String name, int most) {
        List<Input> all = new ArrayList<>();
        List<JsonNode> values = array(name, most);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isObject()) {
                all.add(nest(Characters.escaped(name) + "/" + i, values.get(i)));
            } else {
                faultAt(Characters.escaped(name) + "/" + i, "write an object");
            }
        }
        return all;
    }

    /// A value parsed from a text; null if the field is missing or faulty.
    public <T> @Nullable T parsed(String name, String form, Function<String, @Nullable T> parse) {
        return parsed(name, () -> form, parse);
    }

    /// @param form told only if the text has another
    private <T> @Nullable T parsed(
            String name, Supplier<String> form, Function<String, @Nullable T> parse) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        T result = null;
        if (value.isString()) {
            try {
                result = parse.apply(value.stringValue());
            } catch (DateTimeException | IllegalArgumentException _) {
                // Reported below.
            }
        }
        if (result == null) {
            fault(name, "write " + form.get());
        }
        return result;
    }

    /// A value parsed from a text; required. If it is missing or faulty, the placeholder.
    public <T> T parsed(
            String name, String form, Function<String, @Nullable T> parse, T placeholder) {
        return required(name, parsed(name, form, parse), placeholder);
    }

    /// Lets unknown fields be.
    public void ignoreOthers() {
        asked.addAll(fields.keySet());
    }

    /// Adds a fault for each unknown field, here and in nested objects.
    void end() {
        for (String name : fields.keySet()) {
            if (!asked.contains(name) && faults.size() < FAULTS_MAX) {
                List<String> known = asked.stream().sorted().limit(NAMES_LISTED_MAX).toList();
                fault(
                        name,
                        known.isEmpty()
                                ? "is not known here: leave it out"
                                : "is not known here; known are " + String.join(", ", known));
            }
        }
        nested.forEach(Input::end);
    }

    private <T> T required(String name, @Nullable T value, T placeholder) {
        if (value == null && value(name) == null) {
            fault(name, "is missing");
        }
        return value == null ? placeholder : value;
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = fields.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /// An array of 1 to so many values; required.
    List<JsonNode> array(String name, int most) {
        JsonNode value = value(name);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
            fault(name, value == null ? "is missing" : "write an array of 1 to " + most);
            return List.of();
        }
        return List.copyOf(value.values());
    }

    private <V> SortedMap<String, V> map(String name, int most, BiFunction<Input, String, V> read) {
        SortedMap<String, V> all = new TreeMap<>();
        Input part = objectOrNull(name);
        if (part == null) {
            return all;
        }
        if (part.fields.size() > most) {
            fault(name, "write at most " + most);
            part.asked.addAll(part.fields.keySet());
            return all;
        }
        for (String key : part.fields.keySet()) {
            all.put(key, read.apply(part, key));
        }
        return all;
    }

    private Input nest(String path, JsonNode value) {
        Input part = new Input(in, at + "/" + path, fieldsOf(value), faults);
        nested.add(part);
        return part;
    }

    static Map<String, JsonNode> fieldsOf(JsonNode object) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        object.properties().forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }
}

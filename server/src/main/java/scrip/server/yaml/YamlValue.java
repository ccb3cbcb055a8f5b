package scrip.server.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import scrip.core.text.Unicode;
import scrip.core.time.Zones;

/// One value of a file whose type has not been checked yet. Each accessor returns the value in its
/// type, or adds a fault and returns empty.
public final class YamlValue {

    /// The maximum digits of a decimal, before and after the point together.
    public static final int DIGITS_MAX = 30;

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final int YEAR_FIRST = 1900;
    private static final int YEAR_LAST = 9998;
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .optionalStart()
                    .appendOffset("+HH:mm", "Z")
                    .optionalEnd()
                    .optionalStart()
                    .appendLiteral('[')
                    .appendZoneRegionId()
                    .appendLiteral(']')
                    .optionalEnd()
                    .toFormatter()
                    .withResolverStyle(ResolverStyle.STRICT);

    private final String label;
    private final YamlTree tree;
    private final Faults faults;

    /// A value with its label for messages.
    ///
    /// @param label how messages name the value, such as a field name in backquotes
    YamlValue(String label, YamlTree tree, Faults faults) {
        this.label = label;
        this.tree = tree;
        this.faults = faults;
    }

    public Position place() {
        return tree.place();
    }

    /// Whether there is no value (`field:` or `null`).
    public boolean isEmpty() {
        return tree instanceof YamlTree.Scalar s && s.type() == YamlTree.ScalarType.EMPTY;
    }

    /// Whether this is a mapping: for fields that take more than one form.
    public boolean isMap() {
        return tree instanceof YamlTree.Mapping;
    }

    /// Whether this is a list: for fields that take more than one form.
    public boolean isList() {
        return tree instanceof YamlTree.Sequence;
    }

    /// A text with a visible character. A scalar that YAML reads as a number, a boolean or null is
    /// a fault: `1.10` and `1.1` would be one number but two texts.
    public Optional<String> text() {
        if (tree instanceof YamlTree.Scalar s && s.type() == YamlTree.ScalarType.TEXT) {
            return Unicode.isVisible(s.text())
                    ? Optional.of(s.text())
                    : fault(label + " is blank: give a text");
        }
        return wrong("a text", tree instanceof YamlTree.Scalar ? "put it in quotes" : "");
    }

    /// A text with a visible character, at most so many characters long.
    public Optional<String> text(int lengthMax) {
        return text().flatMap(t ->
                t.length() <= lengthMax
                        ? Optional.of(t)
                        : fault(
                                "%s is longer than %d characters: shorten it"
                                        .formatted(label, lengthMax)));
    }

    /// A scalar as it is written, quoted or not: for fields whose text may look like a number.
    public Optional<String> written() {
        return tree instanceof YamlTree.Scalar s && !isEmpty()
                ? Optional.of(s.text())
                : wrong("one word or text", "");
    }

    /// A whole number in plain digits, from `min` through `max`.
    public Optional<Long> whole(long min, long max) {
        if (!(tree instanceof YamlTree.Scalar s)
                || s.type() != YamlTree.ScalarType.INTEGER
                || !WHOLE.matcher(s.text()).matches()) {
            return wrong("a whole number in plain digits", "");
        }
        if (s.text().length() > DIGITS_MAX) {
            return fault(label + " must be at most " + max);
        }
        BigDecimal number = new BigDecimal(s.text());
        if (number.compareTo(BigDecimal.valueOf(min)) < 0) {
            return fault("%s must be at least %d, not %s".formatted(label, min, s.text()));
        }
        if (number.compareTo(BigDecimal.valueOf(max)) > 0) {
            return fault("%s must be at most %d, not %s".formatted(label, max, s.text()));
        }
        return Optional.of(number.longValueExact());
    }

    /// An exact decimal as it is written, with its decimals: digits and at most one point, quoted
    /// or not. Never through floating point; exponents and separators are faults.
    public Optional<BigDecimal> decimal() {
        if (!(tree instanceof YamlTree.Scalar s) || !DECIMAL.matcher(s.text()).matches()) {
            return wrong("a decimal in plain digits such as 5900 or 0.125", "");
        }
        if (s.text().length() > DIGITS_MAX) {
            return fault(label + " has more than " + DIGITS_MAX + " digits");
        }
        return Optional.of(new BigDecimal(s.text()));
    }

    /// `true` or `false`.
    public Optional<Boolean> bool() {
        return tree instanceof YamlTree.Scalar s && s.type() == YamlTree.ScalarType.BOOLEAN
                ? Optional.of(s.text().equalsIgnoreCase("true"))
                : wrong("true or false", "");
    }

    /// An instant: ISO 8601 date and time with an offset, a zone in brackets, or both.
    public Optional<Instant> instant() {
        return parsed(
                        "an instant with its offset or zone, such as 2026-03-01T09:00Z",
                        YamlValue::zoned)
                .flatMap(at -> within(at.toInstant(), at.getYear()));
    }

    private static OffsetDateTime zoned(String text) {
        ZonedDateTime at = INSTANT.parse(text, ZonedDateTime::from);
        if (!(at.getZone() instanceof ZoneOffset) && Zones.of(at.getZone().getId()) == null) {
            throw new DateTimeException("no zone " + at.getZone());
        }
        return at.toInstant().atOffset(ZoneOffset.UTC);
    }

    /// A date such as `2026-03-01`.
    public Optional<LocalDate> date() {
        return parsed("a date such as 2026-03-01", LocalDate::parse)
                .flatMap(d -> within(d, d.getYear()));
    }

    private <T> Optional<T> within(T value, int year) {
        return year >= YEAR_FIRST && year <= YEAR_LAST
                ? Optional.of(value)
                : fault("%s must be in the years %d to %d".formatted(label, YEAR_FIRST, YEAR_LAST));
    }

    /// An IANA time zone such as `Asia/Shanghai`, or `UTC`.
    public Optional<ZoneId> zone() {
        return parsed(
                Zones.FORM,
                name -> {
                    ZoneId zone = Zones.of(name);
                    if (zone == null) {
                        throw new IllegalArgumentException(name);
                    }
                    return zone;
                });
    }

    /// A duration such as `PT24H`.
    public Optional<Duration> duration() {
        return parsed("a duration such as PT24H", Duration::parse);
    }

    /// A scalar that a parser accepts; it rejects one with a [DateTimeException] or an
    /// [IllegalArgumentException].
    ///
    /// @param what the form required, with an example, for the message
    public <T> Optional<T> parsed(String what, Function<String, T> parser) {
        if (!(tree instanceof YamlTree.Scalar s)) {
            return wrong(what, "");
        }
        try {
            return Optional.of(parser.apply(s.text()));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException _) {
            return wrong(what, "");
        }
    }

    /// One of a set of words; returns its meaning.
    public <T> Optional<T> choice(Map<String, T> meanings) {
        Optional<String> word = written();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        T meaning = meanings.get(word.get());
        return meaning != null
                ? Optional.of(meaning)
                : fault(
                        "%s does not know `%s`%s"
                                .formatted(
                                        label,
                                        word.get(),
                                        Spelling.instead(word.get(), meanings.keySet())));
    }

    /// One of the constants of an enum, in lower case.
    public <E extends Enum<E>> Optional<E> choice(E[] constants) {
        Map<String, E> meanings = new LinkedHashMap<>();
        for (E constant : constants) {
            meanings.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return choice(meanings);
    }

    /// One of a set of words.
    public Optional<String> choice(Collection<String> words) {
        Map<String, String> meanings = new LinkedHashMap<>();
        words.forEach(w -> meanings.put(w, w));
        return choice(meanings);
    }

    /// The elements of a list.
    public Optional<List<YamlValue>> list() {
        if (!(tree instanceof YamlTree.Sequence s)) {
            return wrong("a list (lines that begin with -, or [..])", "");
        }
        List<YamlValue> values = new ArrayList<>();
        for (YamlTree element : s.elements()) {
            values.add(new YamlValue("an element of " + label, element, faults));
        }
        return Optional.of(List.copyOf(values));
    }

    /// The fields of a mapping.
    public Optional<YamlMap> map() {
        return tree instanceof YamlTree.Mapping m
                ? Optional.of(new YamlMap(m, faults))
                : wrong("a mapping (lines of `field: value`)", "");
    }

    /// Adds a fault, at this value, that only the reader of the file can detect, and returns empty.
    public <T> Optional<T> fault(String message) {
        faults.add(place(), message);
        return Optional.empty();
    }

    private <T> Optional<T> wrong(String wanted, String hint) {
        return fault(
                "%s must be %s, not %s%s"
                        .formatted(label, wanted, found(), hint.isEmpty() ? "" : ": " + hint));
    }

    private String found() {
        return switch (tree) {
            case YamlTree.Mapping _ -> "a mapping";
            case YamlTree.Sequence _ -> "a list";
            case YamlTree.Scalar s ->
                    switch (s.type()) {
                        case TEXT -> "the text \"" + shortened(s.text()) + "\"";
                        case INTEGER, FRACTION -> "the number " + shortened(s.text());
                        case BOOLEAN -> "the truth value " + s.text();
                        case EMPTY -> "empty";
                    };
        };
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 40 && line.length() == text.length()
                ? line
                : Unicode.cut(line, 40) + "…";
    }
}

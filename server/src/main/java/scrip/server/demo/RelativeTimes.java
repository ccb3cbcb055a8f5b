package scrip.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scrip.server.rehearse.Times;

/// Times as seen from now, in the zone of a story: `3 hours ago`, `12 days ago at 09:00`.
record RelativeTimes(Instant now, ZoneId zone) {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5}) (minute|hour)s? ago");
    private static final Pattern DAY =
            Pattern.compile(
                    "today|(?<ago>[0-9]{1,4}) days? ago|in (?<in>[0-9]{1,4}) days?"
                            + "|(?<term>a term before today)");
    private static final String AT = " at ";
    private static final String INSTANT_FORM =
            "`now`, or a time such as `3 hours ago`, `12 days ago at 09:00`, `in 10 days at 09:00` or"
                    + " `a term before today at 09:00`";
    private static final String DAY_FORM =
            "`today`, or a day such as `12 days ago`, `in 10 days` or `a term before today`";

    /// How a story says when something happens; it may say first what happened last.
    Times times() {
        return new Times(
                value -> value.parsed(INSTANT_FORM, this::instant),
                value -> value.parsed(DAY_FORM, this::day),
                value -> value.parsed(INSTANT_FORM + ", or " + DAY_FORM, this::instantOrDay),
                value ->
                        value.written().filter("a term"::equals).isPresent()
                                ? Optional.of(term())
                                : Times.ABSOLUTE.months().apply(value),
                false);
    }

    Instant instant(String text) {
        if (text.equals("now")) {
            return now;
        }
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            long count = Long.parseLong(span.group(1));
            return now.minus(
                    span.group(2).equals("hour")
                            ? Duration.ofHours(count)
                            : Duration.ofMinutes(count));
        }
        int at = Math.max(0, text.indexOf(AT));
        return day(text.substring(0, at))
                .atTime(LocalTime.parse(text.substring(at + AT.length())))
                .atZone(zone)
                .toInstant();
    }

    private Temporal instantOrDay(String text) {
        return DAY.matcher(text).matches() ? day(text) : instant(text);
    }

    /// A month, or two where the month before has no such day.
    private long term() {
        LocalDate yesterday = LocalDate.ofInstant(now, zone).minusDays(1);
        int before = yesterday.minusMonths(1).getDayOfMonth();
        return before == yesterday.getDayOfMonth() ? 1 : 2;
    }

    LocalDate day(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            throw new IllegalArgumentException(text);
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (day.group("term") != null) {
            // What is bought then for that term ended at the start of today (T2).
            return today.minusDays(1).minusMonths(term());
        }
        return day.group("ago") != null
                ? today.minusDays(Long.parseLong(day.group("ago")))
                : day.group("in") != null ? today.plusDays(Long.parseLong(day.group("in"))) : today;
    }
}

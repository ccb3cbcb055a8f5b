package scrip.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scrip.server.rehearse.Times;

/// Times as seen from now, in the zone of a story: `3 hours ago`, `12 days ago at 09:00`.
record RelativeTimes(Instant now, ZoneId zone) {

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,5}) (minute|hour)s? ago");
    private static final Pattern DAY =
            Pattern.compile(
                    "today|(?<ago>[0-9]{1,4}) days? ago|in (?<in>[0-9]{1,4}) days?"
                            + "|(?<months>[0-9]{1,3}) months? before yesterday");
    private static final String AT = " at ";

    /// How a story says when something happens; it may say first what happened last.
    Times times() {
        return new Times(
                value ->
                        value.parsed(
                                "`now`, or a time such as `3 hours ago`, `12 days ago at 09:00`,"
                                        + " `in 10 days at 09:00` or `1 month before yesterday at"
                                        + " 09:00`",
                                this::instant),
                value ->
                        value.parsed(
                                "`today`, or a day such as `12 days ago`, `in 10 days` or `1 month"
                                        + " before yesterday`",
                                this::day),
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

    LocalDate day(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            throw new IllegalArgumentException(text);
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (day.group("months") != null) {
            // What is bought then for so many months ended at the start of today (T2).
            return today.minusDays(1).minusMonths(Long.parseLong(day.group("months")));
        }
        return day.group("ago") != null
                ? today.minusDays(Long.parseLong(day.group("ago")))
                : day.group("in") != null ? today.plusDays(Long.parseLong(day.group("in"))) : today;
    }
}

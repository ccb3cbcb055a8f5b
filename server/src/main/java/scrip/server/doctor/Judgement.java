package scrip.server.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import scrip.server.database.Database;
import scrip.server.setting.Launcher;

/// From which number on something is worth a warning or is a fault.
final class Judgement {

    /// Beyond this a server books nothing (`CLOCK_WRONG`).
    private static final Duration CLOCK_OFF_MAX = Duration.ofSeconds(5);

    private static final Duration CLOCK_OFF_USUAL = Duration.ofSeconds(1);
    private static final Duration CERTIFICATE_WARNED = Duration.ofDays(21);
    private static final Duration BACKUP_USUAL = Duration.ofHours(26);
    private static final Duration BACKUP_MAX = Duration.ofDays(8);
    private static final long GIGABYTE = 1L << 30;
    private static final long FREE_WARNED = 5 * GIGABYTE;
    private static final double PERCENT = 100;
    private static final double PERCENT_WARNED = 10;

    private Judgement() {}

    /// @param apart of the database's clock
    static Finding clock(Duration apart) {
        String text = "this machine and the database are " + seconds(apart) + " apart";
        if (apart.abs().compareTo(CLOCK_OFF_MAX) > 0) {
            return Finding.fault("clock", text, "mend the time service: no server books anything");
        }
        return apart.abs().compareTo(CLOCK_OFF_USUAL) > 0
                ? Finding.warning("clock", text, "look at the time service of both")
                : Finding.ok("clock", text);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.abs().toMillis() / 1e3);
    }

    /// @param what for which the disk is
    static Finding disk(String what, long usable, long total) {
        double percent = total == 0 ? 0 : PERCENT * usable / total;
        String text =
                "%s: %.1f GB free (%.0f %%)".formatted(what, (double) usable / GIGABYTE, percent);
        String advice = "free some space, or give it a larger disk";
        if (usable < GIGABYTE) {
            return Finding.fault("disk", text, advice);
        }
        return usable < FREE_WARNED || percent < PERCENT_WARNED
                ? Finding.warning("disk", text, advice)
                : Finding.ok("disk", text);
    }

    static Finding postgresql(int major) {
        String text = "PostgreSQL " + major;
        return major < Database.VERSION_MIN
                ? Finding.fault(
                        "database",
                        text + " is too old",
                        "upgrade it to " + Database.VERSION_MIN + " or newer")
                : Finding.ok("database", text);
    }

    static Finding certificate(Instant until, Instant now) {
        String text = "ends " + until.truncatedTo(ChronoUnit.SECONDS);
        String advice =
                "put a new one in its place: it is taken up within a second, without a start";
        if (!until.isAfter(now)) {
            return Finding.fault("certificate", text.replace("ends", "ended"), advice);
        }
        return until.isBefore(now.plus(CERTIFICATE_WARNED))
                ? Finding.warning("certificate", text, advice)
                : Finding.ok("certificate", text);
    }

    static Finding backup(Instant newest, Instant now) {
        String text = "the last one is of " + newest;
        String advice = "see whether " + Launcher.line("backup") + " still runs each day";
        Duration age = Duration.between(newest, now);
        if (age.compareTo(BACKUP_MAX) > 0) {
            return Finding.fault("backups", text, advice);
        }
        return age.compareTo(BACKUP_USUAL) > 0
                ? Finding.warning("backups", text, advice)
                : Finding.ok("backups", text);
    }
}

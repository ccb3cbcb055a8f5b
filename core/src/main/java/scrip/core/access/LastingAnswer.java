package scrip.core.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate.Question;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.time.Instants;

/// An answer of one account with the time in which it stays exactly the same, as long as the
/// account and the catalogs do. Within that time nothing falls due, no catalog takes effect, and no
/// license that the answer can depend on begins, ends, is suspended or changes its version, and no
/// emergency access ends. Pure.
///
/// @param accounts the account that gave it, advanced to the instant of the answer
/// @param standsAlone whether it holds whatever other accounts have bought for the organization
///   (C4); otherwise it holds if none has
/// @param fromMicros the instant of the answer, in microseconds since 1970
/// @param untilMicros the first instant after that at which anything about it may change, or
///   shortly before
public record LastingAnswer(
        Question question,
        Catalogs catalogs,
        List<Account> accounts,
        Access access,
        boolean standsAlone,
        long fromMicros,
        long untilMicros) {

    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;

    /// The answer of one account.
    public static LastingAnswer of(
            AccessReader.Answered answered,
            Question question,
            Catalogs catalogs,
            boolean standsAlone) {
        Instant until = until(answered, question, catalogs);
        return new LastingAnswer(
                question,
                catalogs,
                answered.accounts(),
                answered.access(),
                standsAlone,
                // Rounded up.
                micros(answered.at().plusNanos(NANOS - 1)),
                until == null ? Long.MAX_VALUE : micros(until));
    }

    /// The first instant after an answer at which time alone may change it; null for never.
    private static @Nullable Instant until(
            AccessReader.Answered answered, Question question, Catalogs catalogs) {
        Instant at = answered.at();
        Instant first = catalogs.nextEffective(at);
        for (Account account : answered.accounts()) {
            first = Instants.earlier(first, Advance.nextDue(account).orElse(null));
            first = Instants.earlier(first, account.rights().emergencies().nextEnd(at));
            if (!account.rights().licenses().isEmpty()) {
                Instant turn =
                        Offline.ofLicenses(account, question, catalogs)
                                .filter(t -> t.isAfter(at))
                                .min(Comparator.naturalOrder())
                                .orElse(null);
                first = Instants.earlier(first, turn);
            }
        }
        return first;
    }

    /// Whether it answers a question at an instant.
    public boolean answers(Question asked, Catalogs published, Instant at) {
        if (!isUnder(published)) {
            return false;
        }
        long micros = micros(at);
        return fromMicros <= micros && micros < untilMicros && question.equals(asked);
    }

    @SuppressWarnings("ReferenceEquality") // Comparing them would cost more than answering.
    private boolean isUnder(Catalogs published) {
        return catalogs == published;
    }

    /// Rounded down.
    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS + at.getNano() / NANOS;
    }
}

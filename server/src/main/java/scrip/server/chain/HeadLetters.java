package scrip.server.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import scrip.server.database.Database;
import scrip.server.license.LicenseKey;
import scrip.server.mail.Mailer;

/// Mails a head a day to each address. The database knows what was sent, so that the server that
/// takes the lease goes on where the other one stopped; a letter that is sent again after a crash
/// has the same id. What the mail server does not take is tried again, more and more rarely.
final class HeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(HeadLetters.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration WAIT_FIRST = Duration.ofMinutes(1);
    private static final Duration WAIT_MAX = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final LicenseKey key;
    private final Mailer mailer;
    private final List<String> addresses;
    private final @Nullable String origin;
    private final Map<String, Failed> failed = new HashMap<>();

    /// What was sent from here and may not be noted: it is not sent again because of that.
    private final Map<String, HeadLetterStore.Sent> unnoted = new HashMap<>();

    /// An attempt that failed.
    private record Failed(Instant at, Duration pause) {

        boolean isOver(Instant now) {
            return !now.isBefore(at.plus(pause)) || now.isBefore(at);
        }

        static Failed after(@Nullable Failed before, Instant now) {
            Duration next = before == null ? WAIT_FIRST : before.pause.multipliedBy(2);
            return new Failed(now, next.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : next);
        }
    }

    HeadLetters(
            Database database,
            InstantSource clock,
            LicenseKey key,
            Mailer mailer,
            List<String> addresses,
            @Nullable String origin) {
        this.database = database;
        this.clock = clock;
        this.key = key;
        this.mailer = mailer;
        this.addresses = addresses;
        this.origin = origin;
    }

    /// Mails the last head to those whose last letter is a day old.
    void send(Head head) {
        if (addresses.isEmpty() || !mailer.isSetUp()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, HeadLetterStore.Sent> sent =
                database.readAll(sql -> new HeadLetterStore(sql).all()).stream()
                        .collect(
                                Collectors.toMap(
                                        HeadLetterStore.Sent::address, Function.identity()));
        for (HeadLetterStore.Sent own : List.copyOf(unnoted.values())) {
            if (sent.merge(own.address(), own, HeadLetters::later).equals(own)) {
                note(own);
            } else {
                unnoted.remove(own.address());
            }
        }
        for (String address : addresses) {
            Failed before = failed.get(address);
            if (isDue(sent.get(address), head, now) && (before == null || before.isOver(now))) {
                send(address, head, now);
            }
        }
    }

    /// A clock that was set back makes it due.
    private static boolean isDue(HeadLetterStore.@Nullable Sent last, Head head, Instant now) {
        return last == null
                || (last.checkpoint() != head.checkpoint().checkpoint()
                        && (!now.isBefore(last.sentAt().plus(EVERY))
                                || now.isBefore(last.sentAt())));
    }

    private void send(String address, Head head, Instant now) {
        if (!mailer.send(HeadLetter.of(address, head, key, origin))) {
            Failed next = Failed.after(failed.get(address), now);
            failed.put(address, next);
            LOG.warn(
                    "the head of checkpoint {} was not mailed: tried again in {} minutes",
                    head.checkpoint().checkpoint(),
                    next.pause().toMinutes());
            return;
        }
        failed.remove(address);
        HeadLetterStore.Sent sent =
                new HeadLetterStore.Sent(address, head.checkpoint().checkpoint(), now);
        unnoted.put(address, sent);
        note(sent);
    }

    private static HeadLetterStore.Sent later(
            HeadLetterStore.Sent noted, HeadLetterStore.Sent own) {
        return own.sentAt().isAfter(noted.sentAt()) ? own : noted;
    }

    private void note(HeadLetterStore.Sent sent) {
        try {
            database.transact(sql -> {
                new HeadLetterStore(sql).sent(sent, addresses);
                return null;
            });
            unnoted.remove(sent.address());
        } catch (DataAccessException failure) {
            LOG.warn("a letter was sent and is not noted yet: {}", failure.toString());
        }
    }
}

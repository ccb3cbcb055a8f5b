package scrip.server.trail;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.Json;
import scrip.server.role.Actor;

/// Writes the audit log. Changes with entries are serialized, since each entry needs the hash of
/// the previous one.
public final class AuditTrail {

    private final Database database;
    private final InstantSource clock;
    private final ReentrantLock one = new ReentrantLock();

    public AuditTrail(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The content of an entry, apart from who made the change and when.
    ///
    /// @param realm of the organization it was done to; null for the vendor's own
    /// @param account of the organization it was done to; null for the vendor's own
    /// @param subject what was changed, if not the organization itself
    public record Event(
            String action,
            @Nullable Integer realm,
            @Nullable Long account,
            @Nullable String subject,
            @Nullable Object before,
            @Nullable Object after) {

        /// What was done at an organization, or at the vendor, which is in no realm.
        ///
        /// @param account null for the vendor
        public static Event at(
                int realm,
                @Nullable Long account,
                String action,
                String subject,
                @Nullable Object before,
                @Nullable Object after) {
            Integer of = account == null ? null : (Integer) realm;
            return new Event(action, of, account, subject, before, after);
        }
    }

    /// The origin of a change.
    public record Origin(Actor actor, String address, String agent, String requestId) {

        /// The origin of a request.
        public static Origin of(Call call) {
            return of(call, call.identity().actor());
        }

        /// The origin of a request, with an actor identified during the request.
        public static Origin of(Call call, Actor actor) {
            return new Origin(actor, call.address(), call.agent(), call.requestId());
        }
    }

    /// A change in progress: its SQL, and the entries to record.
    public static final class AuditedChange {

        private final JdbcClient sql;
        private final Instant now;
        private final List<Event> events = new ArrayList<>();
        private @Nullable Origin origin;

        private AuditedChange(JdbcClient sql, Instant now) {
            this.sql = sql;
            this.now = now;
        }

        public JdbcClient sql() {
            return sql;
        }

        /// The time of the change, by the server's clock.
        public Instant now() {
            return now;
        }

        public void note(Event event) {
            events.add(event);
        }

        /// Sets who makes the change, if the request alone does not tell.
        public void by(Origin who) {
            origin = who;
        }
    }

    /// Makes a change and records it atomically. The work may run several times.
    public <T extends @Nullable Object> T change(Call call, Function<AuditedChange, T> work) {
        call.note().recorded();
        return change(Origin.of(call), work);
    }

    /// Makes a change and records it atomically, where there is not exactly one request.
    public <T extends @Nullable Object> T change(Origin origin, Function<AuditedChange, T> work) {
        one.lock();
        try {
            return database.transact(sql -> {
                AuditedChange change =
                        new AuditedChange(sql, clock.instant().truncatedTo(ChronoUnit.MICROS));
                T result = work.apply(change);
                append(sql, change, origin);
                return result;
            });
        } finally {
            one.unlock();
        }
    }

    /// Records something that has already happened, or was refused.
    public void note(Origin origin, Event event) {
        change(
                origin,
                change -> {
                    change.note(event);
                    return null;
                });
    }

    private static void append(JdbcClient sql, AuditedChange change, Origin origin) {
        if (change.events.isEmpty()) {
            return;
        }
        Origin who = change.origin == null ? origin : change.origin;
        AuditStore.Head head = AuditStore.lockedHead(sql);
        long seq = head.seq();
        byte[] hash = head.hash();
        for (Event event : change.events) {
            seq++;
            AuditEntry entry =
                    new AuditEntry(
                            seq,
                            change.now,
                            who.actor().kind().name(),
                            who.actor().id(),
                            who.actor().name(),
                            event.action(),
                            event.realm(),
                            event.account(),
                            event.subject(),
                            Json.textOrNull(event.before()),
                            Json.textOrNull(event.after()),
                            clean(who.address()),
                            clean(who.agent()),
                            who.requestId());
            hash = entry.hash(hash);
            AuditStore.add(sql, entry, hash);
        }
        AuditStore.move(sql, seq, hash);
    }

    /// PostgreSQL stores no zero bytes in text, and nobody has a good reason to send any.
    private static String clean(String text) {
        return text.replace("\0", "");
    }
}

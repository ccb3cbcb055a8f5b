package scrip.client;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Answers about access, kept as long as they say (X2). Only the signed end counts: being asked,
/// given again or read from disk prolongs nothing.
final class Answers {

    private static final long MILLIS = 1_000;

    private final Asking asking;
    private final PublishedKeys keys;
    private final SteadyClock clock;
    private final long freshMillis;
    private final int most;
    private final ClientMetrics metrics;
    private final Map<Question, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Set<Question>> byOrganization = new ConcurrentHashMap<>();
    private final Map<Question, CompletableFuture<Access>> asked = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> bookings = new ConcurrentHashMap<>();
    private volatile boolean changed;

    /// Asks the server.
    interface Asking {
        /// The answer to a question.
        ///
        /// @param hurry whether there is a kept answer, so that one try is enough
        JsonObject ask(Question question, boolean hurry);
    }

    Answers(Asking asking, PublishedKeys keys, SteadyClock clock, ClientOptions options) {
        this.asking = asking;
        this.keys = keys;
        this.clock = clock;
        this.freshMillis = options.fresh().toMillis();
        this.most = options.answersMost();
        this.metrics = options.metrics();
    }

    /// A verified answer.
    ///
    /// @param endsAt when it must not be used any more, in milliseconds
    /// @param freshUntil until when it is given without asking; not after its end
    record Kept(Access access, String jws, long endsAt, long freshUntil) {}

    /// The answer to a question: a fresh one that is kept, else the server's, else a kept one that
    /// has not ended.
    ///
    /// @throws RefusedException if the server refuses the question
    /// @throws UnavailableException if it cannot be asked and no answer is kept
    Access of(Question question) {
        Kept known = kept.get(question);
        if (known != null && clock.millis() < known.freshUntil) {
            return known.access;
        }
        try {
            return askedOnce(question, known != null && clock.millis() < known.endsAt);
        } catch (UnavailableException away) {
            Kept last = kept.get(question);
            if (last != null && clock.millis() < last.endsAt) {
                metrics.answeredOffline();
                return last.access.kept();
            }
            throw away;
        }
    }

    /// Many who ask the same at the same time ask the server once.
    private Access askedOnce(Question question, boolean hurry) {
        CompletableFuture<Access> own = new CompletableFuture<>();
        CompletableFuture<Access> first = asked.putIfAbsent(question, own);
        if (first != null) {
            try {
                return first.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof ScripException cause) {
                    throw cause;
                }
                throw failed;
            }
        }
        try {
            long before = bookings(question.organization()).get();
            JsonObject answer = asking.ask(question, hurry);
            Access access = taken(question, answer, before);
            own.complete(access);
            return access;
        } catch (RuntimeException | Error failed) {
            own.completeExceptionally(failed);
            throw failed;
        } finally {
            asked.remove(question, own);
        }
    }

    /// @param before how often something was booked for the organization before it was asked
    private Access taken(Question question, JsonObject answer, long before) {
        String jws = answer.textOrNull("jws");
        Access verified = jws == null ? null : keep(question, jws, true);
        if (bookings(question.organization()).get() != before) {
            // It may be from before what was booked meanwhile.
            stale(question);
        }
        if (verified != null) {
            return verified;
        }
        // What cannot be verified is believed as far as the connection is, and not kept.
        forget(question);
        return Access.of(answer);
    }

    /// Keeps an answer, as long as it says; null if nobody can tell that the server gave it.
    ///
    /// @param fresh whether the server said it just now
    @Nullable
    Access keep(Question question, String jws, boolean fresh) {
        JsonObject claims = SignedAnswer.claims(jws, keys);
        Long from = claims == null ? null : claims.wholeOrNull("iat");
        Long until = claims == null ? null : claims.wholeOrNull("exp");
        if (claims == null || from == null || until == null || !question.isOf(claims)) {
            return null;
        }
        clock.sawMillis(from * MILLIS);
        Access access = Access.of(claims);
        long now = clock.millis();
        long endsAt = until * MILLIS;
        Kept known = kept.get(question);
        if (known != null && known.access.at().isAfter(access.at())) {
            // An answer from before does not replace a later one.
            return access;
        }
        if (endsAt > now) {
            makeRoom(now);
            kept.put(
                    question,
                    new Kept(access, jws, endsAt, fresh ? Math.min(endsAt, now + freshMillis) : 0));
            byOrganization
                    .computeIfAbsent(question.organization(), o -> ConcurrentHashMap.newKeySet())
                    .add(question);
        } else {
            forget(question);
        }
        changed = true;
        return access;
    }

    /// Something was booked for an organization: the server is asked before its answers are given
    /// again.
    void touched(String organization) {
        bookings(organization).incrementAndGet();
        asked.keySet().removeIf(question -> question.organization().equals(organization));
        byOrganization.getOrDefault(organization, Set.of()).forEach(this::stale);
    }

    private AtomicLong bookings(String organization) {
        return bookings.computeIfAbsent(organization, o -> new AtomicLong());
    }

    private void stale(Question question) {
        kept.computeIfPresent(question, (q, k) -> new Kept(k.access, k.jws, k.endsAt, 0));
    }

    private void forget(Question question) {
        if (kept.remove(question) != null) {
            byOrganization.computeIfPresent(
                    question.organization(),
                    (o, all) -> {
                        all.remove(question);
                        return all.isEmpty() ? null : all;
                    });
            changed = true;
        }
    }

    private void makeRoom(long now) {
        if (kept.size() < most) {
            return;
        }
        kept.forEach((question, one) -> {
            if (one.endsAt <= now) {
                forget(question);
            }
        });
        // If all are still good, any one goes: it is asked for again.
        for (Question question : kept.keySet()) {
            if (kept.size() < most) {
                return;
            }
            forget(question);
        }
    }

    /// Whether something is kept, or no more, since this was asked last.
    boolean hasChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void markChanged() {
        changed = true;
    }

    Map<Question, Kept> all() {
        return Map.copyOf(kept);
    }
}

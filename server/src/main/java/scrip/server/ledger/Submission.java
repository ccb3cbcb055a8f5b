package scrip.server.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Kept;
import scrip.core.organization.OrganizationId;
import scrip.server.telemetry.LogFields;

/// An entry of the queue: one command, or several on different accounts that are accepted all
/// together or not at all. Digests and JSON are computed before it reaches the writer.
///
/// @param parts the first is the leading one: the key is taken in its account and its answer is the
///   answer of all
/// @param prepared the digest of the content that a repeat of the key must match; null for a use,
///   which rarely needs it
/// @param place its place among those submitted together in an order; null if it has none
/// @param sinceNanos since when it waits, by the monotonic clock
record Submission(
        Realm realm,
        List<Part> parts,
        @Nullable String key,
        @Nullable Digest keyDigest,
        @Nullable Digest prepared,
        String actor,
        String requestId,
        Sequence.@Nullable Place place,
        long sinceNanos,
        CompletableFuture<Outcome> future) {

    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    /// What the ids of a decision are made from. It is drawn by the writer when it decides, so that
    /// later ids are booked later: a list can continue behind an id and misses none.
    static final class Seed {

        private UUID drawn = UuidCreator.getTimeOrderedEpochFast();

        private UUID draw() {
            drawn = UuidCreator.getTimeOrderedEpochFast();
            return drawn;
        }

        /// As it was drawn last.
        UUID drawn() {
            return drawn;
        }
    }

    /// A command for one account.
    ///
    /// @param prepared the command as JSON; null for a use, which rarely needs it
    record Part(Ref ref, Command<?> command, Seed seed, @Nullable String prepared) {

        static Part of(Ref ref, Command<?> command) {
            boolean use = command instanceof Command.Use;
            return new Part(ref, command, new Seed(), use ? null : LedgerJson.write(command));
        }

        /// The command as JSON.
        String body() {
            return prepared == null ? LedgerJson.write(command) : prepared;
        }

        /// Whether deciding it queries the database for its account's past.
        boolean asksThePast() {
            return switch (command) {
                case Command.CorrectUse _,
                        Command.RecallPayment _,
                        Command.RecallOrder _,
                        Command.DecideKept _ ->
                        true;
                default -> false;
            };
        }
    }

    static Submission of(
            Realm realm,
            List<Ledger.Directed> directed,
            @Nullable String key,
            String actor,
            String requestId) {
        return of(realm, directed, key, actor, requestId, null);
    }

    static Submission of(
            Realm realm,
            List<Ledger.Directed> directed,
            @Nullable String key,
            String actor,
            String requestId,
            Sequence.@Nullable Place place) {
        List<Part> parts = new ArrayList<>();
        for (Ledger.Directed one : directed) {
            parts.add(Part.of(new Ref(realm.number(), one.account()), one.command()));
        }
        return new Submission(
                realm,
                List.copyOf(parts),
                key,
                key == null ? null : Digest.of(key),
                isUse(parts) ? null : content(parts),
                actor,
                requestId,
                place,
                System.nanoTime(),
                new CompletableFuture<>());
    }

    /// A tick of one of its accounts, which books overdue facts before this submission can be
    /// decided.
    Submission tick(OrganizationId account) {
        return of(
                realm,
                List.of(new Ledger.Directed(account, new Command.Tick())),
                null,
                "deadlines",
                requestId);
    }

    /// Whether it is nothing but a tick, which is complete once a portion of the due facts is
    /// booked.
    boolean isTick() {
        return parts.size() == 1 && lead().command() instanceof Command.Tick;
    }

    /// Whether it is nothing but a use.
    boolean isUse() {
        return isUse(parts);
    }

    private static boolean isUse(List<Part> parts) {
        return parts.size() == 1 && parts.getFirst().command() instanceof Command.Use;
    }

    /// The digest of the content that a repeat of the key must match.
    Digest content() {
        return prepared == null ? content(parts) : prepared;
    }

    private static Digest content(List<Part> parts) {
        StringBuilder content = new StringBuilder();
        for (int at = 0; at < parts.size(); at++) {
            Part part = parts.get(at);
            content.append(Content.of(part.command()));
            if (at > 0) {
                content.append('\0').append(part.ref().id());
            }
        }
        return Digest.of(content.toString());
    }

    Part lead() {
        return parts.getFirst();
    }

    Envelope<?> envelope(Part part) {
        return new Envelope<>(part.command(), keyOf(part), part.seed().draw(), actor, requestId);
    }

    /// The key, which the leading part has and no other.
    @Nullable String keyOf(Part part) {
        return part.seed().equals(lead().seed()) ? key : null;
    }

    /// The accounts that deciding it may touch.
    List<Ref> refs() {
        List<Ref> refs = new ArrayList<>();
        for (Part part : parts) {
            refs.add(part.ref());
            if (part.command() instanceof Command.Use use && use.within() != null) {
                refs.add(new Ref(realm.number(), use.organization()));
            }
        }
        return refs;
    }

    /// The accounts, apart from its own, on which it may book a kept use that it decides (R21).
    List<Ref> refsOfKept(Account account) {
        if (!(lead().command() instanceof Command.DecideKept decide)) {
            return List.of();
        }
        Kept kept = account.stock().kept().get(decide.use());
        return kept == null ? List.of() : List.of(new Ref(realm.number(), kept.bookedOn(account)));
    }

    void complete(Outcome outcome) {
        future.complete(outcome);
    }

    /// Ends it with a failure that nobody expected.
    void fail(Exception failure) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(LogFields.REQUEST, requestId)) {
            LOG.error("request {} failed", requestId, failure);
        }
        future.completeExceptionally(failure);
    }

    void unavailable(Outcome.Reason reason) {
        if (place != null) {
            place.strand(refs(), reason);
        }
        complete(new Outcome.Unavailable(reason));
    }

    /// Whether one before it in its order was not taken. Then it is answered like that one.
    boolean isStranded() {
        Outcome.Reason reason = place == null ? null : place.stranded(refs());
        if (reason != null) {
            unavailable(reason);
        }
        return reason != null;
    }
}

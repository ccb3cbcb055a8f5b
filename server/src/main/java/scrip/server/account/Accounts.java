package scrip.server.account;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Edge;
import scrip.server.http.Fault;
import scrip.server.http.Problem;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Reading;

/// Asks the ledger on behalf of a request.
public final class Accounts {

    private static final int ANSWER_SECONDS_MAX = 20;

    private final Ledger ledger;

    public Accounts(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Books a command.
    ///
    /// @param key the caller's key; null for what is idempotent by itself
    /// @return what it answers, or what an earlier command of that key answered
    /// @throws ProblemException for a refusal, or when the ledger does not answer
    public Answer book(Call call, OrganizationId account, Command command, @Nullable String key) {
        call.ensure(account);
        return traced(
                call,
                new Ledger.Directed(account, command),
                () ->
                        ledger.submit(
                                call.realm(),
                                account,
                                command,
                                key,
                                call.actor(),
                                call.requestId()));
    }

    /// Books commands on several accounts: all or none. The answer is that of the first.
    public Answer bookTogether(Call call, List<Ledger.Directed> commands, @Nullable String key) {
        commands.forEach(c -> call.ensure(c.account()));
        return traced(
                call,
                commands.getFirst(),
                () ->
                        ledger.submitTogether(
                                call.realm(), commands, key, call.actor(), call.requestId()));
    }

    /// Books, and tells the audit log what was there before and what is there now; metering, which
    /// it does not keep, pays nothing for that.
    private Answer traced(
            Call call, Ledger.Directed leading, Supplier<CompletableFuture<Outcome>> submission) {
        if (!call.route().isRecorded()) {
            return answer(submission.get());
        }
        Object before = footprint(call, leading);
        Answer answer = answer(submission.get());
        call.note().changed(before, footprint(call, leading));
        return answer;
    }

    private @Nullable Object footprint(Call call, Ledger.Directed one) {
        return Footprint.of(ledger.read(call.realm(), one.account()), one.command());
    }

    /// An account that must exist, now or as it was read at an instant.
    public Reading read(Call call, OrganizationId id, @Nullable Instant asOf) {
        call.ensure(id);
        Reading reading = readIfAny(call, id, asOf);
        if (!reading.account().exists()) {
            throw new ProblemException(
                    Problem.of(Refusal.of(Code.UNKNOWN_ORGANIZATION, "no organization " + id)));
        }
        return reading;
    }

    /// An account that may not exist. Whether whoever asks may see it is for the caller to know.
    public Reading readIfAny(Call call, OrganizationId id, @Nullable Instant asOf) {
        if (asOf == null) {
            return ledger.read(call.realm(), id);
        }
        Instant now = ledger.realms().now(call.realm());
        return ledger.readAsOf(call.realm(), id, asOf.isAfter(now) ? now : asOf);
    }

    /// The clock of the realm that a request speaks to.
    public Instant now(Call call) {
        return ledger.realms().now(call.realm());
    }

    /// The parameter `as_of`: null for now. An instant to come is a fault.
    public @Nullable Instant asOf(Call call) {
        Instant at = call.query().instantOrNull("as_of");
        if (at != null && at.isAfter(ledger.realms().now(call.realm()))) {
            call.query().fault("as_of", "is still to come: nothing is known of it");
        }
        return at;
    }

    private static Answer answer(CompletableFuture<Outcome> future) {
        Outcome outcome;
        try {
            outcome = future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new ProblemException(
                    Fault.UNANSWERED,
                    "not answered in time: repeat it with the same key to hear whether it was"
                            + " booked");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Edge.problem(Outcome.Reason.STOPPING));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted.answer();
            case Outcome.Refused(Refusal refusal) ->
                    throw new ProblemException(Problem.of(refusal));
            case Outcome.Unavailable(Outcome.Reason reason) ->
                    throw new ProblemException(Edge.problem(reason));
        };
    }
}

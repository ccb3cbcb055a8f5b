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
import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Reading;
import scrip.server.role.Asker;
import scrip.server.role.Granted;

/// Asks the ledger on behalf of a request.
public final class Accounts {

    private static final int ANSWER_SECONDS_MAX = 20;

    private final Ledger ledger;

    public Accounts(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A command for an account, and the permission of whoever asks to give it.
    public record GrantedCommand(Granted granted, Command<?> command) {}

    /// Books a command.
    ///
    /// @param key the caller's key; null for what is idempotent by itself
    /// @return its answer, or the answer to an earlier command with that key
    /// @throws ProblemException for a refusal, or when the ledger does not answer
    public <A extends Answer> A book(Granted granted, Command<A> command, @Nullable String key) {
        return noted(
                granted,
                command,
                () -> {
                    // The ledger answers a command with what the command declares.
                    @SuppressWarnings("unchecked")
                    A answer = (A) answer(submit(granted, command, key));
                    return answer;
                });
    }

    /// Puts a command into the queue without waiting for its answer. Commands submitted this way
    /// add no before and after to the audit log.
    public CompletableFuture<Outcome> submit(
            Granted granted, Command<?> command, @Nullable String key) {
        Asker asker = granted.asker();
        return ledger.submit(
                granted.realm(), granted.account(), command, key, asker.actor(), asker.requestId());
    }

    /// Books commands on several accounts, all or none. The first leads: its account holds the key.
    public void bookTogether(List<GrantedCommand> commands, @Nullable String key) {
        GrantedCommand first = commands.getFirst();
        Asker asker = first.granted().asker();
        List<Ledger.Directed> directed =
                commands.stream()
                        .map(c -> new Ledger.Directed(c.granted().account(), c.command()))
                        .toList();
        noted(
                first.granted(),
                first.command(),
                () ->
                        answer(
                                ledger.submitTogether(
                                        asker.realm(),
                                        directed,
                                        key,
                                        asker.actor(),
                                        asker.requestId())));
    }

    /// Books a command and gives the audit log the state before and after it. Metering is not
    /// audited, so it does not pay for that.
    private <A> A noted(Granted granted, Command<?> command, Supplier<A> booking) {
        Asker.ChangeNote note = granted.asker().note();
        if (note == null) {
            return booking.get();
        }
        Object before = footprint(granted, command);
        A answer = booking.get();
        note.changed(before, footprint(granted, command));
        return answer;
    }

    private @Nullable Object footprint(Granted granted, Command<?> command) {
        return Footprint.of(ledger.read(granted.realm(), granted.account()), command);
    }

    /// An account that must exist, now or as of an instant.
    public Reading read(Granted granted, @Nullable Instant asOf) {
        Reading reading = readIfAny(granted, asOf);
        if (!reading.account().exists()) {
            throw new ProblemException(
                    Code.UNKNOWN_ORGANIZATION, "no organization " + granted.account());
        }
        return reading;
    }

    /// An account as it is now, which must exist.
    public Reading read(Granted granted) {
        return read(granted, null);
    }

    /// An account that may not exist.
    public Reading readIfAny(Granted granted, @Nullable Instant asOf) {
        if (asOf == null) {
            return ledger.read(granted.realm(), granted.account());
        }
        Instant now = ledger.realms().now(granted.realm());
        return ledger.readAsOf(granted.realm(), granted.account(), asOf.isAfter(now) ? now : asOf);
    }

    /// The number by which tables beside the ledger's refer to the account of an organization.
    public long number(Call call, OrganizationId id) {
        long number = ledger.number(call.realm(), id);
        if (number == 0) {
            throw call.unknown(id);
        }
        return number;
    }

    private static Answer answer(CompletableFuture<Outcome> future) {
        Outcome outcome;
        try {
            outcome = future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new ProblemException(
                    ProblemCode.UNANSWERED,
                    "not answered in time: repeat it with the same key to learn whether it was"
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

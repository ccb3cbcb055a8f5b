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
import scrip.server.telemetry.Traced;
import scrip.server.telemetry.Traces;

/// Asks the ledger on behalf of a request.
public final class Accounts {

    private static final int ANSWER_SECONDS_MAX = 20;
    private static final String LEDGER = "ledger";

    private final Ledger ledger;

    public Accounts(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A command for an account, and the permission of whoever asks to give it.
    public record GrantedCommand(Granted granted, Command<?> command) {}

    /// A command with the caller's key, and the permission of whoever asks to give it.
    public record KeyedCommand<A extends Answer>(Granted granted, Command<A> command, String key) {}

    /// The permission to act, as an organization, on its own account or on that of a consortium.
    /// The rules decide whether a member that has left may still (R7, R15, R21); a consortium that
    /// does not exist is to others one of which they are no member.
    public Granted granted(
            Call call, OrganizationId organization, @Nullable OrganizationId within) {
        Granted own = call.granted(organization);
        if (within == null || within.equals(organization)) {
            return own;
        }
        Granted through = own.through(within);
        if (!call.identity().knowsAll()
                && !read(own).account().profile().consortia().contains(within)
                && !readIfAny(through, null).account().exists()) {
            throw new ProblemException(
                    Code.NOT_MEMBER, organization + " is not a member of " + within);
        }
        return through;
    }

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
                    A answer = (A) answer(submit(granted, command, key), granted.asker());
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

    /// Books commands of one caller, all of them in the queue at once, so that they share commits.
    /// Those on one account are booked in their order, and each is answered by itself.
    ///
    /// @return for each command, in their order, what answers or throws as `book` does
    /// @throws ProblemException if the ledger answered none of them
    public <A extends Answer> List<Supplier<A>> bookEach(List<KeyedCommand<A>> commands) {
        if (commands.isEmpty()) {
            return List.of();
        }
        Asker asker = commands.getFirst().granted().asker();
        List<CompletableFuture<Outcome>> futures =
                ledger.submitInOrder(
                        asker.realm(),
                        commands.stream()
                                .map(c ->
                                        new Ledger.Keyed(
                                                c.granted().account(), c.command(), c.key()))
                                .toList(),
                        asker.actor(),
                        asker.requestId());
        awaitAll(futures);
        // Each of many is answered by itself, without headers of its own.
        Asker each = new Asker(asker.realm(), asker.identity(), asker.requestId(), asker.note());
        if (futures.stream().noneMatch(Accounts::isAnswered)) {
            Answer _ = answer(futures.getFirst(), 0, each);
        }
        return futures.stream().map(f -> Accounts.<A>awaited(f, each)).toList();
    }

    /// The ledger answers a command with what the command declares.
    @SuppressWarnings("unchecked")
    private static <A extends Answer> Supplier<A> awaited(
            CompletableFuture<Outcome> future, Asker asker) {
        return () -> (A) answer(future, 0, asker);
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
                                        asker.requestId()),
                                asker));
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
        return existing(granted, readIfAny(granted, asOf));
    }

    private static Reading existing(Granted granted, Reading reading) {
        if (!reading.account().exists()) {
            throw new ProblemException(
                    Code.UNKNOWN_ORGANIZATION, "no organization " + granted.account());
        }
        return reading;
    }

    /// An account now, which must exist.
    ///
    /// @param clock of its realm, read since the answer was asked for
    public Reading readAt(Granted granted, Instant clock) {
        return existing(granted, ledger.read(granted.realm(), granted.account(), clock));
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

    /// Waits once for all of them, and not longer than for one.
    private static void awaitAll(List<CompletableFuture<Outcome>> futures) {
        try (Traced _ = Traces.step(LEDGER)) {
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                    .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            throw stopping();
        } catch (TimeoutException | ExecutionException _) {
            // Each is looked at by itself.
        }
    }

    private static ProblemException stopping() {
        Thread.currentThread().interrupt();
        return new ProblemException(Edge.problem(Outcome.Reason.STOPPING));
    }

    private static boolean isAnswered(CompletableFuture<Outcome> future) {
        return future.isDone()
                && (future.isCompletedExceptionally()
                        || !(future.resultNow() instanceof Outcome.Unavailable));
    }

    private static Answer answer(CompletableFuture<Outcome> future, Asker asker) {
        try (Traced _ = Traces.step(LEDGER)) {
            return answer(future, ANSWER_SECONDS_MAX, asker);
        }
    }

    private static Answer answer(CompletableFuture<Outcome> future, int secondsMax, Asker asker) {
        Outcome outcome;
        try {
            outcome = future.get(secondsMax, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw new ProblemException(
                    ProblemCode.UNANSWERED,
                    "not answered in time: repeat it with the same key to learn whether it was"
                            + " booked");
        } catch (InterruptedException _) {
            throw stopping();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                if (accepted.repeated()) {
                    asker.repeated().run();
                }
                yield accepted.answer();
            }
            case Outcome.Refused(Refusal refusal) ->
                    throw new ProblemException(Problem.of(refusal));
            case Outcome.Unavailable(Outcome.Reason reason) ->
                    throw new ProblemException(Edge.problem(reason));
        };
    }
}

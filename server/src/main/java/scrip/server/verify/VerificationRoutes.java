package scrip.server.verify;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import scrip.server.chain.Head;
import scrip.server.http.Call;
import scrip.server.http.Edge;
import scrip.server.http.Input;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Outcome;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;
import scrip.server.role.Permission;

/// The operations that start a verification of everything, look at it, and end it.
final class VerificationRoutes implements Routes {

    /// The path of all of them.
    static final String PATH = "/v1/verification";

    private static final String SINCE = "since";
    private static final int HEAD_CHARACTERS_MAX = 4_000;

    private final Verifications verifications;
    private final LicenseKey key;
    private final BooleanSupplier writes;

    /// @param writes whether this server is the one that writes: only that one verifies, so that
    ///   two servers do not do it at once
    VerificationRoutes(Verifications verifications, LicenseKey key, BooleanSupplier writes) {
        this.verifications = verifications;
        this.key = key;
        this.writes = writes;
    }

    @Override
    public List<Route> all() {
        Permission verify = Permission.INSTALLATION_VERIFY;
        return List.of(
                Route.post(PATH, verify, this::start),
                Route.get(PATH, verify, this::look),
                Route.delete(PATH, verify, this::end));
    }

    private record HeadView(long entry, String chain) {}

    private record View(
            String state,
            @Nullable UUID id,
            @Nullable Instant begunAt,
            @Nullable String begunBy,
            @Nullable Long since,
            @Nullable Instant endedAt,
            long accounts,
            long accountsAll,
            long facts,
            long entries,
            long auditEntries,
            List<String> findings,
            long moreFindings,
            @Nullable HeadView head,
            @Nullable String failure) {

        /// What a server says that has run none since it started.
        static final View NONE =
                new View(
                        "NONE", null, null, null, null, null, 0, 0, 0, 0, 0, List.of(), 0, null,
                        null);
    }

    private Reply start(Call call) {
        Input body = call.bodyOrNothing();
        Head since = body.parsed(SINCE, "the text of a head of this installation", this::published);
        call.checked();
        if (!writes.getAsBoolean()) {
            throw new ProblemException(Edge.problem(Outcome.Reason.STANDBY));
        }
        Verifications.Started started = verifications.start(call.actorName(), since);
        if (!started.isNew()) {
            // Nothing was done that anybody would look up.
            call.note().recorded();
            return Reply.ok(view(started.run()));
        }
        return Reply.created(view(started.run()));
    }

    /// A head that this installation signed, or that nobody did.
    private @Nullable Head published(String text) {
        if (text.length() > HEAD_CHARACTERS_MAX) {
            return null;
        }
        try {
            String lines = Head.textIn(text);
            boolean genuine =
                    !lines.contains("\n" + SignedText.SIGNATURE)
                            || SignedText.verify(Head.FIRST_LINE, lines, key.publicHalf())
                                    == SignedText.Authenticity.GENUINE;
            return genuine ? Head.of(lines) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Reply look(Call call) {
        call.checked();
        return Reply.ok(seen());
    }

    private Reply end(Call call) {
        call.checked();
        verifications
                .last()
                .filter(VerificationRun::isRunning)
                .ifPresentOrElse(VerificationRun::end, () -> call.note().recorded());
        return Reply.ok(seen());
    }

    private View seen() {
        return verifications.last().map(VerificationRoutes::view).orElse(View.NONE);
    }

    private static View view(VerificationRun run) {
        // Whatever it has found by its end is in what is read after it.
        VerificationRun.Outcome end = run.outcome();
        Verification.Report report = end == null ? null : end.report();
        Watch.Reached reached = run.reached();
        Head since = run.since();
        return new View(
                (end == null ? VerificationRun.State.RUNNING : end.state()).name(),
                run.id(),
                run.begunAt(),
                run.begunBy(),
                since == null ? null : since.checkpoint().checkpoint(),
                end == null ? null : end.at(),
                reached.accounts(),
                reached.all(),
                reached.facts(),
                report == null ? 0 : report.entries(),
                run.auditEntries(),
                run.findings().named(),
                run.findings().more(),
                report == null ? null : new HeadView(report.end().seq(), report.end().hash()),
                end == null ? null : end.why());
    }
}

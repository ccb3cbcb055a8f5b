package scrip.server.chain;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operation that answers a statement which can be performed again.
final class StatementFileRoutes implements Routes {

    private static final int POSITION_CHARACTERS_MAX = 60;

    /// The header with the position at which the next page begins.
    private static final String NEXT = "Scrip-Next";

    private final Statements statements;
    private final Accounts accounts;

    StatementFileRoutes(Statements statements, Accounts accounts) {
        this.statements = statements;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(Route.ACCOUNT + "/statement/file", Permission.HISTORY_READ, this::file));
    }

    private Reply file(Call call) {
        OrganizationId id = call.organization();
        Long checkpoint = call.query().wholeOrNull("checkpoint", 1, Input.WHOLE_MAX);
        Statements.Position after = position(call);
        call.checked();
        call.granted(id);
        long account = accounts.number(call, id);
        Statements.Page page = page(call, account, checkpoint, after);
        Reply text = Reply.text(page.text(), id + ".statement");
        Statements.Position next = page.next();
        return next == null ? text : text.withHeader(NEXT, next.toString());
    }

    private static Statements.@Nullable Position position(Call call) {
        String text = call.query().textOrNull("after", POSITION_CHARACTERS_MAX);
        try {
            return text == null ? null : Statements.Position.of(text);
        } catch (NumberFormatException _) {
            call.query()
                    .fault("after", "must be what the header Scrip-Next of the page before says");
            return null;
        }
    }

    private Statements.Page page(
            Call call,
            long account,
            @Nullable Long checkpoint,
            Statements.@Nullable Position after) {
        try {
            if (after != null) {
                return statements.rows(account, after);
            }
            return statements
                    .first(account, checkpoint)
                    .orElseThrow(() -> new IllegalArgumentException("no checkpoint " + checkpoint));
        } catch (IllegalArgumentException unknown) {
            call.query()
                    .fault(
                            after == null ? "checkpoint" : "after",
                            "names a checkpoint that does not have the organization");
            call.checked();
            throw unknown;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

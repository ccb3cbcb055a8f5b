package scrip.server.organization;

import java.time.Instant;
import java.util.List;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realm;
import scrip.server.role.Permission;

/// The operations on sandboxes.
final class SandboxRoutes implements Routes {

    private static final String ONE = "/v1/sandboxes/{sandbox}";
    private static final String LIVE = "live";

    private final Sandboxes sandboxes;

    SandboxRoutes(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/sandboxes", Permission.SANDBOXES_READ, this::list),
                Route.get(ONE, Permission.SANDBOXES_READ, this::one),
                Route.put(ONE, Permission.SANDBOXES_WRITE, this::put),
                Route.post(ONE + "/clock", Permission.SANDBOXES_SETUP, this::moveClock),
                Route.delete(ONE, Permission.SANDBOXES_REMOVE, this::remove).askingAgain());
    }

    private record View(String name, Instant now) {}

    private Reply list(Call call) {
        call.checked();
        return Reply.ok(Page.whole(sandboxes.all().stream().map(this::view).toList()));
    }

    private Reply one(Call call) {
        String name = name(call);
        call.checked();
        return Reply.ok(view(sandboxes.find(name)));
    }

    private Reply put(Call call) {
        String name = name(call);
        Instant now = call.body().instant("now");
        call.checked();
        checkNotLive(name);
        sandboxes.ifThere(name).ifPresent(there -> call.note().was(view(there)));
        View made = view(sandboxes.make(name, now));
        call.note().changed(null, made);
        return Reply.ok(made);
    }

    private Reply moveClock(Call call) {
        String name = name(call);
        Instant now = call.body().instant("now");
        call.checked();
        sandboxes.checkOwn(call, name);
        checkNotLive(name);
        Realm sandbox = sandboxes.find(name);
        call.note().was(view(sandbox));
        sandboxes.moveClock(sandbox, now);
        return Reply.ok(view(sandbox));
    }

    private Reply remove(Call call) {
        String name = name(call);
        call.checked();
        sandboxes.remove(call, name);
        return Reply.done();
    }

    /// A sandbox's name has the form of an organization's id.
    private static String name(Call call) {
        OrganizationId name = call.organization("sandbox");
        return name.value();
    }

    private static void checkNotLive(String name) {
        if (name.equals(LIVE)) {
            throw new ProblemException(
                    ProblemCode.CLOCK_NOT_MOVABLE,
                    "the live realm is not a sandbox: its clock is the server's and is never moved");
        }
    }

    private View view(Realm sandbox) {
        return new View(sandbox.name(), sandboxes.now(sandbox));
    }
}

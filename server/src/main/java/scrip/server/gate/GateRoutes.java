package scrip.server.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.access.AccessState;
import scrip.core.access.Gate;
import scrip.core.catalog.Surface;
import scrip.server.access.Accesses;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Headers;
import scrip.server.http.Input;
import scrip.server.http.Problem;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Actor;
import scrip.server.role.Granted;
import scrip.server.role.Permission;

/// The operation that tells a gateway whether to let a request through.
final class GateRoutes implements Routes {

    private static final String ORGANIZATION = "Scrip-Organization";
    private static final String FEATURE = "Scrip-Feature";
    private static final String SURFACE = "Scrip-Surface";
    private static final String WITHIN = "Scrip-Within";
    private static final String STORAGE_YEARS = "Scrip-Storage-Years";
    private static final String METHOD = "Scrip-Method";
    private static final List<String> ASKED =
            List.of(ORGANIZATION, FEATURE, SURFACE, WITHIN, STORAGE_YEARS, METHOD);

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int METHOD_CHARACTERS_MAX = 40;

    private static final int OPEN = 200;

    private final Accesses accesses;

    GateRoutes(Accesses accesses) {
        this.accesses = accesses;
    }

    /// The operation, which has a servlet of its own.
    Route hot() {
        return Route.get(Route.GATE, Permission.ACCESS_READ, this::pass).metered();
    }

    @Override
    public List<Route> metered() {
        return List.of(hot());
    }

    /// None of the common table.
    @Override
    public List<Route> all() {
        return List.of();
    }

    private Reply pass(Call call) {
        if (call.identity().actor().kind() != Actor.Kind.KEY) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "a gateway asks with an API key, and nobody else does");
        }
        Headers headers = Headers.of(call, ASKED);
        Input from = headers.fields();
        Gate.Question question =
                new Gate.Question(
                        from.organization(ORGANIZATION),
                        from.text(FEATURE, Forms.NAME_CHARACTERS_MAX),
                        from.choice(SURFACE, Surface.class),
                        from.organizationOrNull(WITHIN),
                        from.intOrNull(STORAGE_YEARS, 1, Forms.YEARS_MAX));
        String method = from.textOrNull(METHOD, METHOD_CHARACTERS_MAX);
        headers.checked();
        call.checked();
        Granted granted = call.granted(question.organization());
        accesses.checkProduct(call, question.feature());
        Access access = accesses.answer(granted, question, null).access();
        return isOpen(access.state(), method)
                ? Reply.empty(OPEN, told(access))
                : Reply.of(closed(access), call.requestId(), told(access));
    }

    /// Who may read only may do what changes nothing; a gateway that does not tell the method of
    /// its client lets nothing of that through.
    private static boolean isOpen(AccessState state, @Nullable String method) {
        return switch (state) {
            case ALLOWED -> true;
            case READ_ONLY -> method != null && READING.contains(method);
            case DENIED -> false;
        };
    }

    private static Problem closed(Access access) {
        return Problem.of(
                ProblemCode.FORBIDDEN,
                access.reason() == null
                        ? "access is " + access.state()
                        : "access is " + access.state() + ": " + access.reason());
    }

    private static Map<String, String> told(Access access) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Scrip-Access", access.state().name());
        if (access.reason() != null) {
            headers.put("Scrip-Reason", access.reason().name());
        }
        if (access.until() != null) {
            headers.put("Scrip-Until", access.until().toString());
        }
        return headers;
    }
}

package scrip.server.pages;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scrip.server.http.Call;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// Tells callers which program answers them. Strangers are not told: a version tells them what to
/// try.
final class ProgramRoutes implements Routes {

    private static final Pattern CONTRACT = Pattern.compile("(?m)^  version: \"(.*)\"$");

    private final View view;

    /// @param contract the contract that this program serves
    ProgramRoutes(String contract) {
        Matcher version = CONTRACT.matcher(contract);
        if (!version.find()) {
            throw new IllegalArgumentException("the contract has no version");
        }
        this.view =
                new View(
                        Objects.requireNonNullElse(
                                ProgramRoutes.class.getPackage().getImplementationVersion(),
                                "working copy"),
                        version.group(1));
    }

    private record View(String program, String contract) {}

    @Override
    public List<Route> all() {
        return List.of(Route.get("/v1/version", Permission.VERSION_READ, this::version));
    }

    private Reply version(Call call) {
        call.checked();
        return Reply.ok(view);
    }
}

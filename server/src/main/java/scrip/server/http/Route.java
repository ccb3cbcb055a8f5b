package scrip.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import scrip.server.role.Permission;

/// One operation of the contract.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path with parameters in braces, as in the contract
/// @param permission the permission the caller must have
/// @param action its name in the audit log
/// @param isRecorded whether the audit log notes each success
public record Route(
        String method,
        String path,
        Permission permission,
        Handler handler,
        String action,
        boolean isRecorded) {

    /// The path of one organization.
    public static final String ACCOUNT = "/v1/organizations/{organization}";

    private static final String ONE_ORGANIZATION = ACCOUNT + "/";

    /// Handles calls of the operation.
    @FunctionalInterface
    public interface Handler {
        /// Answers, or throws a `ProblemException`.
        Reply handle(Call call);
    }

    private static Route of(String method, String path, Permission permission, Handler handler) {
        return new Route(
                method,
                path,
                permission,
                handler,
                action(method, path),
                !method.equals("GET") && permission.scope() != Permission.Scope.ANYBODY);
    }

    public static Route get(String path, Permission permission, Handler handler) {
        return of("GET", path, permission, handler);
    }

    public static Route post(String path, Permission permission, Handler handler) {
        return of("POST", path, permission, handler);
    }

    public static Route put(String path, Permission permission, Handler handler) {
        return of("PUT", path, permission, handler);
    }

    public static Route delete(String path, Permission permission, Handler handler) {
        return of("DELETE", path, permission, handler);
    }

    /// This route, excluded from the audit log: it changes nothing that anybody would look up
    /// there, or is booked thousands of times a second and the ledger stores who, what and when.
    public Route unrecorded() {
        return new Route(method, path, permission, handler, action, false);
    }

    /// Whether it changes nothing.
    public boolean isReading() {
        return method.equals("GET");
    }

    /// The path without its parameters, followed by the method unless the path already ends in a
    /// verb: `orders.post`, `orders.confirm`, `people.put`.
    private static String action(String method, String path) {
        String rest =
                path.startsWith(ONE_ORGANIZATION)
                        ? path.substring(ONE_ORGANIZATION.length())
                        : path.substring("/v1/".length());
        List<String> parts = new ArrayList<>();
        boolean endsInName = false;
        for (String part : rest.split("/", -1)) {
            endsInName = !part.startsWith("{");
            if (endsInName) {
                parts.add(part);
            }
        }
        if (!endsInName || parts.size() == 1) {
            parts.add(method.toLowerCase(Locale.ROOT));
        }
        return String.join(".", parts);
    }
}

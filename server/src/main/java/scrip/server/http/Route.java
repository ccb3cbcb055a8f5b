package scrip.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// One operation of the contract.
///
/// @param method `GET`, `POST`, `PUT`, `PATCH` or `DELETE`
/// @param path with parameters in braces, as in the contract
/// @param permission the permission the caller must have
/// @param action its name in the audit log
/// @param isRecorded whether the audit log notes each success
/// @param units what a request costs at least of the units of work that an API key may ask each
///   second
/// @param unitsMost what a request costs at most
/// @param asksAgain whether a person must have given their password or passkey in the last minutes
/// @param reach which sessions it is for, if it is for people
/// @param deprecation that it will be taken back; null if it stays
public record Route(
        String method,
        String path,
        Permission permission,
        Handler handler,
        String action,
        boolean isRecorded,
        int units,
        int unitsMost,
        boolean asksAgain,
        Reach reach,
        @Nullable Deprecation deprecation) {

    /// Which sessions of people an operation is for.
    public enum Reach {
        /// Those that lack nothing.
        WHOLE,
        /// Also those of people who have to set up a second factor first.
        SETTING_UP,
        /// Also those that wait for the second factor.
        WAITING
    }

    /// What the paths of SCIM begin with.
    public static final String SCIM = "/scim/v2/";

    /// Where gateways ask; they add the path that their own client asked for.
    public static final String GATE = "/v1/gate";

    /// What the paths of OFREP begin with.
    public static final String OFREP = "/ofrep/v1/";

    /// The path of one organization.
    public static final String ACCOUNT = "/v1/organizations/{organization}";

    /// A unit of work is one use, or one question about access; anything else takes about as long
    /// as so many of them.
    private static final int UNITS_USUAL = 25;

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
                !method.equals("GET") && permission.scope() != Permission.Scope.ANYBODY,
                UNITS_USUAL,
                UNITS_USUAL,
                false,
                Reach.WHOLE,
                null);
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

    /// Changes a thing in part (RFC 7396), or as a protocol that is not ours has it.
    public static Route patch(String path, Permission permission, Handler handler) {
        return of("PATCH", path, permission, handler);
    }

    public static Route delete(String path, Permission permission, Handler handler) {
        return of("DELETE", path, permission, handler);
    }

    /// This route, excluded from the audit log: it changes nothing that anybody would look up
    /// there, or is booked thousands of times a second and the ledger stores who, what and when.
    public Route unrecorded() {
        return with(false, units, unitsMost, asksAgain, reach);
    }

    /// This route, at one unit of work a request: products call it while they work.
    public Route metered() {
        return with(isRecorded, 1, 1, asksAgain, reach);
    }

    /// This route, at one unit of work for each element of a batch.
    public Route meteredEach() {
        return with(isRecorded, 1, Element.MOST, asksAgain, reach);
    }

    /// This route, for people whose sign-in is not stale: it makes a way in, which whoever finds an
    /// open browser or steals a cookie would use to come back.
    public Route askingAgain() {
        return with(isRecorded, units, unitsMost, true, reach);
    }

    /// This route, for sessions that lack something, too.
    public Route reaching(Reach lacking) {
        return with(isRecorded, units, unitsMost, asksAgain, lacking);
    }

    private Route with(boolean recorded, int least, int most, boolean again, Reach sessions) {
        return new Route(
                method,
                path,
                permission,
                handler,
                action,
                recorded,
                least,
                most,
                again,
                sessions,
                deprecation);
    }

    /// This route, whose answers tell that it will be taken back.
    public Route deprecated(Deprecation told) {
        return of(handler, told);
    }

    /// This route, with another handler.
    Route handledBy(Handler other) {
        return of(other, deprecation);
    }

    private Route of(Handler by, @Nullable Deprecation told) {
        return new Route(
                method,
                path,
                permission,
                by,
                action,
                isRecorded,
                units,
                unitsMost,
                asksAgain,
                reach,
                told);
    }

    /// Whether it is for sessions that lack this.
    boolean isFor(Identity.Lack lack) {
        return switch (lack) {
            case SECOND_FACTOR -> reach == Reach.WAITING;
            case SET_UP -> reach != Reach.WHOLE;
        };
    }

    /// Whether it answers requests of that method: one that reads also tells its headers alone.
    boolean takes(String asked) {
        return asked.equals(method) || (isReading() && asked.equals("HEAD"));
    }

    /// Its method and path.
    String name() {
        return method + " " + path;
    }

    /// Whether it answers a list, which may be had as a table, by the contract.
    boolean isList() {
        return isReading() && TableColumns.isList(path);
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
                        : path.startsWith(SCIM)
                                ? "scim/" + path.substring(SCIM.length()).toLowerCase(Locale.ROOT)
                                : path.startsWith(OFREP)
                                        ? path.substring(OFREP.length())
                                        : path.substring(path.indexOf('/', 1) + 1);
        List<String> parts = new ArrayList<>();
        boolean endsInName = false;
        for (String part : rest.split("/", -1)) {
            endsInName = !part.startsWith("{");
            if (endsInName) {
                parts.add(part);
            }
        }
        if (!endsInName || parts.size() == 1 || path.startsWith(SCIM)) {
            parts.add(method.toLowerCase(Locale.ROOT));
        }
        return String.join(".", parts);
    }
}

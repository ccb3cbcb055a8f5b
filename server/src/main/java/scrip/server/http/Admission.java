package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.organization.OrganizationId;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// Admits or rejects a request before its operation reads anything.
final class Admission {

    private static final String CSRF_HEADER = "X-CSRF-Token";
    static final String ORGANIZATION = "organization";

    private Admission() {}

    /// Throws unless the caller may call the operation and the request is not forged by another
    /// site.
    static void check(Call call, HttpServletRequest request, Gatekeeper gatekeeper) {
        checkOrigin(call, request, gatekeeper);
        checkWhole(call);
        Identity identity = call.identity();
        Permission permission = call.route().permission();
        checkDirectory(identity, permission);
        switch (permission.scope()) {
            case ANYBODY -> {
                // Open to everybody.
            }
            case PERSON -> {
                if (identity.session() == null) {
                    throw identity.isNobody()
                            ? AdminToken.wrong(false)
                            : forbidden("this is for people who signed in");
                }
            }
            case KNOWN -> known(identity);
            case VENDOR -> {
                known(identity);
                if (!identity.may(permission)) {
                    throw forbidden(permission);
                }
            }
            case ORGANIZATION -> {
                known(identity);
                String named = call.path().get(ORGANIZATION);
                if (named != null) {
                    inPath(call, permission, named);
                } else if (!identity.may(permission)
                        && identity.places().stream()
                                .noneMatch(p -> p.permissions().contains(permission))) {
                    throw forbidden(permission);
                }
            }
        }
        checkNotStale(call, gatekeeper);
    }

    /// Throws if the key of a directory calls anything but SCIM: it would be told nothing but what
    /// every key is told, and needs none of that.
    private static void checkDirectory(Identity identity, Permission permission) {
        if (identity.isOfDirectory()
                && permission != Permission.PEOPLE_PROVISION
                && permission.scope() != Permission.Scope.ANYBODY) {
            throw forbidden("this key is for the directory of an identity provider alone");
        }
    }

    /// Throws if the session lacks a second factor that the operation does not do without.
    private static void checkWhole(Call call) {
        Identity.Session session = call.identity().session();
        Identity.Lack lack = session == null ? null : session.lack();
        boolean open = call.route().permission().scope() == Permission.Scope.ANYBODY;
        if (lack == null || open || call.route().isFor(lack)) {
            return;
        }
        throw switch (lack) {
            case SECOND_FACTOR ->
                    new ProblemException(
                            ProblemCode.SECOND_FACTOR_NEEDED,
                            "give the code of your second factor, or a recovery code, to"
                                    + " /v1/session/second-factor, or your passkey to"
                                    + " /v1/session/proof");
            case SET_UP ->
                    new ProblemException(
                            ProblemCode.SECOND_FACTOR_NOT_SET_UP,
                            "your role needs a second factor: set one up at /v1/second-factor, or"
                                    + " add a passkey");
        };
    }

    /// Throws if the operation makes a way in, and the person has not given their password or
    /// passkey in the last minutes.
    private static void checkNotStale(Call call, Gatekeeper gatekeeper) {
        Identity.Session session = call.identity().session();
        if (call.route().asksAgain() && session != null && gatekeeper.isStale(session)) {
            throw new ProblemException(
                    ProblemCode.SIGN_IN_STALE,
                    "give your password or passkey again to /v1/session/proof, and repeat the"
                            + " request");
        }
    }

    /// Throws if the caller's key is limited to another product than the item's.
    static void checkItem(Identity identity, ItemId item) {
        if (!isOfProduct(identity, item)) {
            throw forbidden("the key is for items of " + identity.product() + " only");
        }
    }

    static boolean isOfProduct(Identity identity, ItemId item) {
        String product = identity.product();
        return product == null || item.product().equals(product);
    }

    private static void inPath(Call call, Permission permission, String named) {
        if (OrganizationId.isValid(named)) {
            call.require(permission, new OrganizationId(named));
        } else if (!call.identity().knowsAll()) {
            throw unknown(named);
        } else if (!call.identity().may(permission)) {
            throw forbidden(permission);
        }
    }

    /// Rejects forged cross-site requests: a page of another site cannot read the session's CSRF
    /// token, and every browser marks requests from such a page.
    private static void checkOrigin(Call call, HttpServletRequest request, Gatekeeper gatekeeper) {
        if (call.route().isReading()) {
            return;
        }
        boolean elsewhere = isFromElsewhere(request, gatekeeper);
        Identity.Session session = call.identity().session();
        boolean open = call.route().permission().scope() == Permission.Scope.ANYBODY;
        String wanted = session == null || open ? null : session.csrfToken();
        String sent = request.getHeader(CSRF_HEADER);
        if (elsewhere || (wanted != null && !isEqual(sent == null ? "" : sent, wanted))) {
            throw new ProblemException(
                    ProblemCode.CSRF_TOKEN_WRONG,
                    "send the csrf_token of /v1/session in the header " + CSRF_HEADER);
        }
    }

    /// Browsers mark them with `Sec-Fetch-Site`; those that do not send it, or only over TLS, send
    /// `Origin`. Programs send neither.
    private static boolean isFromElsewhere(HttpServletRequest request, Gatekeeper gatekeeper) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin != null
                && !gatekeeper.isHome(origin)
                && !origin.replaceFirst("^https?://", "")
                        .equalsIgnoreCase(request.getHeader("Host"));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static void known(Identity identity) {
        if (identity.isNobody()) {
            throw AdminToken.wrong(false);
        }
    }

    /// The problem of an unknown organization, also answered for one the caller may not see.
    static ProblemException unknown(String id) {
        return new ProblemException(Code.UNKNOWN_ORGANIZATION, "no organization " + id);
    }

    private static ProblemException forbidden(Permission permission) {
        return forbidden("this needs the permission " + permission.code() + ": see /v1/roles");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}

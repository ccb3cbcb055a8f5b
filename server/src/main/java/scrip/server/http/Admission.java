package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// Lets a request in, or not: the one place where the table of roles is asked.
final class Admission {

    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String ORGANIZATION = "organization";

    private Admission() {}

    /// Throws unless whoever asks may call the operation, and means to.
    static void check(Call call, HttpServletRequest request, Gatekeeper gatekeeper) {
        checkOrigin(call, request, gatekeeper);
        Identity identity = call.identity();
        Permission permission = call.route().permission();
        switch (permission.scope()) {
            case ANYBODY -> {
                // Everybody may.
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
    }

    /// Throws unless an item is of the product that whoever asks works for.
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

    /// A page of another site cannot read the token of the session, so it cannot send it; and no
    /// browser sends a request of such a page without saying so.
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

    /// Browsers say it in `Sec-Fetch-Site`; those that do not, or not without TLS, name the origin
    /// of the page. Programs say neither.
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

    /// The same for an organization of others as for one there is not.
    static ProblemException unknown(String id) {
        return new ProblemException(
                Problem.of(Refusal.of(Code.UNKNOWN_ORGANIZATION, "no organization " + id)));
    }

    private static ProblemException forbidden(Permission permission) {
        return forbidden("this needs the permission " + permission.code() + ": see /v1/roles");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}

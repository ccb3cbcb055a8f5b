package scrip.server.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.server.TestServer;
import scrip.server.http.Route;
import scrip.server.http.Routes;

/// The table of roles agrees with the page and with the permissions of the operations.
class RolesPageTest {

    private static final Path PAGE = Path.of("../docs/reference/roles.md");

    private static List<Route> routes() {
        return TestServer.server().context().getBeansOfType(Routes.class).values().stream()
                .flatMap(r -> r.all().stream())
                .toList();
    }

    /// To update the page, run this test with `SCRIP_WRITE_PAGES=1`.
    @Test
    void thePageAgreesWithTheTable() throws IOException {
        if (System.getenv("SCRIP_WRITE_PAGES") != null) {
            Files.writeString(PAGE, RolesPage.text());
        }
        assertEquals(RolesPage.text(), Files.readString(PAGE));
    }

    /// A verification is started, and changes nothing either.
    @Test
    void theAuditorReadsEverythingAndChangesNothing() {
        for (Permission permission : Permission.table()) {
            assertEquals(
                    permission.code().endsWith(".read")
                            || permission == Permission.INSTALLATION_VERIFY,
                    permission.isOf(VendorRole.AUDITOR),
                    permission.code());
        }
    }

    /// Only the user's acceptance completes a service (S1): that permission is none of the
    /// vendor's.
    @Test
    void administratorAndOwnerHaveEveryPermissionOfTheirOtherRoles() {
        for (Permission permission : Permission.table()) {
            boolean ofVendor = List.of(VendorRole.values()).stream().anyMatch(permission::isOf);
            assertEquals(ofVendor, permission.isOf(VendorRole.ADMINISTRATOR), permission.code());
            assertEquals(permission != Permission.SERVICES_ACCEPT, ofVendor, permission.code());
            boolean ofSomebody =
                    List.of(OrganizationRole.values()).stream().anyMatch(permission::isOf);
            assertEquals(ofSomebody, permission.isOf(OrganizationRole.OWNER), permission.code());
        }
    }

    /// An operation cannot be defined without a permission; this test checks that it is a fitting
    /// one.
    @Test
    void everyOperationRequiresAFittingPermission() {
        List<String> misfits = new ArrayList<>();
        for (Route route : routes()) {
            Permission.Scope scope = route.permission().scope();
            boolean ofOne = route.path().contains("/organizations/{organization}");
            boolean fits =
                    switch (scope) {
                        // A provider in the path is of one organization, or of the vendor.
                        case ORGANIZATION ->
                                ofOne
                                        || isOfOneInTheBody(route)
                                        || route.path().startsWith(Route.SCIM);
                        case VENDOR ->
                                !ofOne || route.permission() == Permission.ORGANIZATIONS_WRITE;
                        case ANYBODY, PERSON, KNOWN -> !ofOne;
                    };
            boolean reads = route.permission().code().endsWith(".read");
            // OFREP reads by POST.
            boolean changes = !route.isReading() && !route.path().startsWith(Route.OFREP);
            if (!fits || (reads && changes)) {
                misfits.add(route.method() + " " + route.path() + ": " + route.permission());
            }
        }
        assertEquals(List.of(), misfits);
    }

    @Test
    void everyPermissionIsRequiredSomewhere() {
        List<Permission> asked = new ArrayList<>(routes().stream().map(Route::permission).toList());
        // The two operations with their own servlets, and permissions required beyond an
        // operation's own.
        asked.addAll(
                List.of(
                        Permission.ACCESS_READ,
                        Permission.USES_WRITE,
                        Permission.ORDERS_SELL,
                        Permission.PAYMENTS_RECORD));
        for (Permission permission : Permission.values()) {
            assertTrue(asked.contains(permission), permission.code());
        }
    }

    private static boolean isOfOneInTheBody(Route route) {
        return List.of(
                                "/v1/holds",
                                "/v1/holds/{hold}/capture",
                                "/v1/holds/{hold}/release",
                                "/v1/corrections",
                                "/v1/events")
                        .contains(route.path())
                || route.path().startsWith(Route.OFREP);
    }
}

package scrip.server.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Writes the table of roles as the page `docs/reference/roles.md`.
public final class RolesPage {

    private RolesPage() {}

    /// The page.
    public static String text() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Who may do what

                        Generated from the table in the code (`scrip.server.role.Permission`); a test checks that it is up to date. A person may have several roles, in several organizations; anything that one of them allows
                        is allowed. Roles of the vendor apply in every organization of every realm. API keys have single permissions as their actions, and give at most what the person who made them may do when they are used. Until there
                        is an administrator, and later only where the operator turns it on, the emergency token has the permissions of an administrator, and may accept services.

                        ## In an organization

                        """);
        table(page, Permission.Scope.ORGANIZATION, OrganizationRole.values());
        page.append("\n## For the vendor\n\n");
        table(page, Permission.Scope.VENDOR, new OrganizationRole[0]);
        return page.toString();
    }

    private static void table(
            StringBuilder page, Permission.Scope scope, OrganizationRole[] organization) {
        page.append("| permission | allows |");
        for (OrganizationRole role : organization) {
            page.append(" ").append(name(role)).append(" |");
        }
        for (VendorRole role : VendorRole.values()) {
            page.append(" *").append(name(role)).append("* |");
        }
        page.append(
                organization.length == 0 ? " key |\n" : " key | product's key | vendor's key |\n");
        page.append("|---|---|");
        page.append(":-:|".repeat(organization.length + VendorRole.values().length));
        page.append(organization.length == 0 ? ":-:|\n" : ":-:|:-:|:-:|\n");
        for (Permission permission : Permission.table()) {
            if (permission.scope() == scope) {
                page.append("| `").append(permission.code()).append("` | ");
                page.append(permission.text()).append(" |");
                marks(page, organization, permission::isOf);
                marks(page, VendorRole.values(), permission::isOf);
                page.append(
                        organization.length == 0
                                ? ""
                                : mark(permission.isForKeysOfOrganizations())
                                        + mark(permission.isForKeysOfProducts()));
                page.append(mark(permission.isForKeysOfVendor()));
                page.append("\n");
            }
        }
        if (organization.length > 0) {
            page.append(
                    "\nIn italics: roles of the vendor. key: an API key of an organization, of a product, of the vendor may have it.\n");
        } else {
            page.append("\nkey: an API key of the vendor may have it.");
            page.append(" One of a sandbox has none of these: ");
            page.append(
                    Permission.table().stream()
                            .filter(Permission::isBeyondRealms)
                            .map(p -> "`" + p.code() + "`")
                            .collect(Collectors.joining(", ")));
            page.append(".\n");
        }
    }

    private static <R> void marks(StringBuilder page, R[] roles, Predicate<R> has) {
        Arrays.stream(roles).forEach(role -> page.append(mark(has.test(role))));
    }

    private static String mark(boolean has) {
        return has ? " ● |" : " |";
    }

    private static String name(Enum<?> role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}

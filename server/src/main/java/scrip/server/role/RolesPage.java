package scrip.server.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

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
                        is allowed. Roles of the vendor apply in every organization of every realm. The admin token has the permissions of an administrator, and may accept services. API keys have single permissions as
                        their actions, never more than the person who creates them has.

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
        page.append(organization.length == 0 ? "\n" : " key |\n");
        page.append("|---|---|");
        page.append(":-:|".repeat(organization.length + VendorRole.values().length));
        page.append(organization.length == 0 ? "\n" : ":-:|\n");
        for (Permission permission : Permission.table()) {
            if (permission.scope() == scope) {
                page.append("| `").append(permission.code()).append("` | ");
                page.append(permission.text()).append(" |");
                marks(page, organization, permission::isOf);
                marks(page, VendorRole.values(), permission::isOf);
                page.append(organization.length == 0 ? "" : mark(permission.isForKeys()));
                page.append("\n");
            }
        }
        if (organization.length > 0) {
            page.append("\nIn italics: roles of the vendor. key: an API key may have it.\n");
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

package scrip.server.role;

import static scrip.server.role.OrganizationRole.BUYER;
import static scrip.server.role.OrganizationRole.OPERATOR;
import static scrip.server.role.OrganizationRole.OWNER;
import static scrip.server.role.OrganizationRole.VIEWER;
import static scrip.server.role.VendorRole.ADMINISTRATOR;
import static scrip.server.role.VendorRole.AUDITOR;
import static scrip.server.role.VendorRole.CATALOG;
import static scrip.server.role.VendorRole.OPERATIONS;
import static scrip.server.role.VendorRole.SALES;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The one table of permissions and the roles that have them. Every operation names a permission,
/// and `docs/reference/roles.md` is generated from this table.
public enum Permission {
    /// Anybody: signing in, links, the public catalog and prices.
    ANYBODY(Scope.ANYBODY, "What needs no sign-in", Set.of(), Set.of(), false),
    /// Users with a session, for their own data.
    SESSION_OWN(Scope.PERSON, "My own sessions, password and passkeys", Set.of(), Set.of(), false),
    /// Every identified caller; the answer contains only what they may see.
    ORGANIZATIONS_LIST(
            Scope.KNOWN,
            "List the organizations I have a role in; the vendor's, all",
            readers(),
            all(),
            false),

    ORGANIZATION_READ(
            Scope.ORGANIZATION,
            "See the organization, its members and agreements",
            readers(),
            all(),
            true),
    ORDERS_READ(Scope.ORGANIZATION, "See orders", readers(), money(), true),
    ORDERS_WRITE(
            Scope.ORGANIZATION,
            "Order, quote, confirm, cancel, renew, ask sales",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(OWNER, BUYER),
            false),
    ORDERS_PAY(
            Scope.ORGANIZATION,
            "Pay by a payment provider",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of(OWNER, BUYER, OrganizationRole.FINANCE),
            false),
    ORDERS_SELL(
            Scope.ORGANIZATION,
            "Order in the vendor's name what only the vendor sells, answer requests to sales",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(),
            false),
    ORDERS_APPROVE(
            Scope.ORGANIZATION,
            "Approve a first purchase",
            Set.of(ADMINISTRATOR, SALES, OPERATIONS),
            Set.of(),
            false),
    PAYMENTS_READ(
            Scope.ORGANIZATION,
            "See payments, unapplied money, returns and the statement",
            readers(),
            money(),
            false),
    PAYMENTS_RECORD(
            Scope.ORGANIZATION,
            "Record bank transfers, recalls and reinstatements; return money",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of(),
            false),
    PAYMENTS_APPLY(
            Scope.ORGANIZATION,
            "Apply unapplied money to an order",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of(OWNER, OrganizationRole.FINANCE),
            false),
    AGREEMENTS_WRITE(
            Scope.ORGANIZATION,
            "Record a signed agreement",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(),
            false),
    STOCK_READ(
            Scope.ORGANIZATION,
            "See packs, licenses, usage, movements and obligations",
            readers(),
            all(),
            true),
    LICENSES_WRITE(
            Scope.ORGANIZATION,
            "Set a license to end, or undo it",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(OWNER, BUYER),
            false),
    GRANTS_WRITE(
            Scope.ORGANIZATION,
            "Grant a bonus pack",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(),
            false),
    SERVICES_READ(Scope.ORGANIZATION, "See services", readers(), all(), true),
    SERVICES_DELIVER(
            Scope.ORGANIZATION,
            "Schedule and deliver services, log visits",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(),
            false),
    SERVICES_ACCEPT(
            Scope.ORGANIZATION,
            "Accept or reject a service",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER, OPERATOR),
            false),
    NOTICES_READ(Scope.ORGANIZATION, "See notices", readers(), all(), true),
    HISTORY_READ(
            Scope.ORGANIZATION,
            "See the ledger: every fact of the account",
            readers(),
            Set.of(OWNER, OrganizationRole.FINANCE),
            false),
    ACCESS_READ(
            Scope.ORGANIZATION, "Ask whether a feature may be used now", readers(), all(), true),
    USES_WRITE(
            Scope.ORGANIZATION,
            "Spend and hold units",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(OWNER, OPERATOR),
            true),
    USES_CORRECT(
            Scope.ORGANIZATION,
            "Reverse a use (keys of products only)",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(),
            true),
    USES_DECIDE(
            Scope.ORGANIZATION,
            "Decide on a kept use",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(),
            false),
    PEOPLE_READ(
            Scope.ORGANIZATION,
            "See who works in the organization and who is invited",
            readers(),
            all(),
            false),
    PEOPLE_WRITE(
            Scope.ORGANIZATION,
            "Invite people, change and remove their roles",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(OWNER),
            false),
    PEOPLE_RESET(
            Scope.ORGANIZATION,
            "Create a link with which a person sets a new password",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER),
            false),
    KEYS_READ(
            Scope.ORGANIZATION,
            "See the organization's API keys",
            readers(),
            Set.of(OWNER, OPERATOR),
            false),
    KEYS_WRITE(
            Scope.ORGANIZATION,
            "Make, rotate and revoke the organization's API keys",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(OWNER, OPERATOR),
            false),
    AUDIT_READ(
            Scope.ORGANIZATION,
            "See and export the organization's audit log",
            Set.of(ADMINISTRATOR, AUDITOR),
            Set.of(OWNER),
            false),

    ORGANIZATIONS_WRITE(
            Scope.VENDOR,
            "Make and change organizations, let institutions join and leave",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(),
            false),
    VENDOR_NOTICES_READ(Scope.VENDOR, "See what the vendor is told", readers(), Set.of(), false),
    SALES_READ(Scope.VENDOR, "See what organizations ask of sales", readers(), Set.of(), false),
    CATALOGS_READ(Scope.VENDOR, "See every version of a catalog", staff(), Set.of(), false),
    CATALOGS_WRITE(
            Scope.VENDOR,
            "Publish a version of a catalog",
            Set.of(ADMINISTRATOR, CATALOG),
            Set.of(),
            false),
    SANDBOXES_READ(Scope.VENDOR, "See sandboxes", staff(), Set.of(), false),
    SANDBOXES_WRITE(
            Scope.VENDOR,
            "Make sandboxes and move their clocks",
            Set.of(ADMINISTRATOR, CATALOG, SALES, OPERATIONS),
            Set.of(),
            false),
    STAFF_READ(
            Scope.VENDOR,
            "See the vendor's people and their roles",
            Set.of(ADMINISTRATOR, AUDITOR),
            Set.of(),
            false),
    STAFF_WRITE(
            Scope.VENDOR,
            "Invite the vendor's people, change their roles, reset their passwords",
            Set.of(ADMINISTRATOR),
            Set.of(),
            false),
    PRODUCT_KEYS_READ(
            Scope.VENDOR,
            "See the API keys of products",
            Set.of(ADMINISTRATOR, OPERATIONS, AUDITOR),
            Set.of(),
            false),
    PRODUCT_KEYS_WRITE(
            Scope.VENDOR,
            "Make, rotate and revoke API keys of products",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(),
            false),
    VENDOR_AUDIT_READ(
            Scope.VENDOR,
            "See and export the whole audit log",
            Set.of(ADMINISTRATOR, AUDITOR),
            Set.of(),
            false);

    /// The scope of a permission.
    public enum Scope {
        /// Public data.
        ANYBODY,
        /// The signed-in user.
        PERSON,
        /// Every identified caller, limited to what they may see.
        KNOWN,
        /// One organization.
        ORGANIZATION,
        /// The vendor's own.
        VENDOR
    }

    private final Scope scope;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Each is a `Set.of`.
    private final Set<VendorRole> vendor;

    @SuppressWarnings("ImmutableEnumChecker") // Each is a `Set.of`.
    private final Set<OrganizationRole> organization;

    private final boolean forKeys;

    Permission(
            Scope scope,
            String text,
            Set<VendorRole> vendor,
            Set<OrganizationRole> organization,
            boolean forKeys) {
        this.scope = scope;
        this.text = text;
        this.vendor = vendor;
        this.organization = organization;
        this.forKeys = forKeys;
    }

    /// Its name in the contract, such as `orders.write`.
    public String code() {
        String name = name().toLowerCase(Locale.ROOT);
        int last = name.lastIndexOf('_');
        return last < 0
                ? name
                : name.substring(0, last).replace('_', '-') + "." + name.substring(last + 1);
    }

    /// The permission with that name.
    public static Optional<Permission> of(String code) {
        return Arrays.stream(values()).filter(p -> p.code().equals(code)).findFirst();
    }

    public Scope scope() {
        return scope;
    }

    /// What it allows, for people.
    public String text() {
        return text;
    }

    /// Whether a role of the vendor has it, in every organization.
    public boolean isOf(VendorRole role) {
        return vendor.contains(role);
    }

    /// Whether a role of an organization has it there.
    public boolean isOf(OrganizationRole role) {
        return organization.contains(role);
    }

    /// Whether an API key may have it as an action.
    public boolean isForKeys() {
        return forKeys;
    }

    /// Whether the key of an organization, and not only of a product, may have it.
    public boolean isForKeysOfOrganizations() {
        return forKeys && !organization.isEmpty();
    }

    /// Whether the key of a product may have it: operations that name an item, so that the key can
    /// be limited to its product, and operations that undo those.
    public boolean isForKeysOfProducts() {
        return this == USES_WRITE || this == USES_CORRECT || this == ACCESS_READ;
    }

    /// The permissions that a role can have: all except those that need no role.
    public static List<Permission> table() {
        return Arrays.stream(values())
                .filter(p -> p.scope == Scope.ORGANIZATION || p.scope == Scope.VENDOR)
                .toList();
    }

    private static Set<VendorRole> staff() {
        return Set.of(VendorRole.values());
    }

    /// The vendor roles that work with organizations.
    private static Set<VendorRole> readers() {
        return Set.of(ADMINISTRATOR, SALES, VendorRole.FINANCE, OPERATIONS, AUDITOR);
    }

    private static Set<OrganizationRole> all() {
        return Set.of(OrganizationRole.values());
    }

    private static Set<OrganizationRole> money() {
        return Set.of(OWNER, BUYER, OrganizationRole.FINANCE, VIEWER);
    }
}

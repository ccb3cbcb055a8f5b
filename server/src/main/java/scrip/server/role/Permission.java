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
    ANYBODY(Scope.ANYBODY, "What needs no sign-in", Set.of(), Set.of()),
    /// Users with a session, for their own data.
    SESSION_OWN(Scope.PERSON, "My own sessions, password and passkeys", Set.of(), Set.of()),
    /// Every identified caller; the answer contains only what they may see.
    ORGANIZATIONS_LIST(
            Scope.KNOWN,
            "List the organizations I have a role in; the vendor's, all",
            readers(),
            all()),

    /// Every identified caller.
    VERSION_READ(Scope.KNOWN, "See which version of the program answers", readers(), all()),

    ORGANIZATION_READ("See the organization, its members and agreements", readers(), all()),
    ORDERS_READ("See orders", readers(), money()),
    ORDERS_WRITE(
            "Order, quote, confirm, cancel, renew, ask sales",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(OWNER, BUYER)),
    ORDERS_PAY(
            "Pay by a payment provider",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of(OWNER, BUYER, OrganizationRole.FINANCE)),
    ORDERS_SELL(
            "Order in the vendor's name what only the vendor sells, answer requests to sales",
            Set.of(ADMINISTRATOR, SALES),
            Set.of()),
    ORDERS_APPROVE("Approve a first purchase", Set.of(ADMINISTRATOR, SALES, OPERATIONS), Set.of()),
    PAYMENTS_READ("See payments, unapplied money, returns and the statement", readers(), money()),
    PAYMENTS_RECORD(
            "Record bank transfers, recalls and reinstatements; return money",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of()),
    PAYMENTS_APPLY(
            "Apply unapplied money to an order",
            Set.of(ADMINISTRATOR, VendorRole.FINANCE),
            Set.of(OWNER, OrganizationRole.FINANCE)),
    AGREEMENTS_WRITE("Record a signed agreement", Set.of(ADMINISTRATOR, SALES), Set.of()),
    STOCK_READ("See packs, licenses, usage, movements and obligations", readers(), all()),
    LICENSES_WRITE(
            "Set a license to end, or undo it", Set.of(ADMINISTRATOR, SALES), Set.of(OWNER, BUYER)),
    GRANTS_WRITE("Grant a bonus pack", Set.of(ADMINISTRATOR, SALES), Set.of()),
    SERVICES_READ("See services", readers(), all()),
    SERVICES_DELIVER(
            "Schedule and deliver services, log visits",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of()),
    /// Never the vendor's: the user's acceptance alone completes a service (S1).
    SERVICES_ACCEPT("Accept or reject a service", Set.of(), Set.of(OWNER, OPERATOR)),
    NOTICES_READ("See notices", readers(), all()),
    HISTORY_READ(
            "See the ledger: every fact of the account",
            readers(),
            Set.of(OWNER, OrganizationRole.FINANCE)),
    ACCESS_READ("Ask whether a feature may be used now", readers(), all()),
    USES_WRITE("Spend and hold units", Set.of(ADMINISTRATOR, OPERATIONS), Set.of(OWNER, OPERATOR)),
    EMERGENCIES_OPEN(
            "Open emergency access to what is suspended, as or for a doctor",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER, OPERATOR)),
    USES_CORRECT("Reverse a use", Set.of(ADMINISTRATOR, OPERATIONS), Set.of()),
    USES_DECIDE("Decide on a kept use", Set.of(ADMINISTRATOR, OPERATIONS), Set.of()),
    PEOPLE_READ("See who works in the organization and who is invited", readers(), all()),
    PEOPLE_WRITE(
            "Invite people, change and remove their roles",
            Set.of(ADMINISTRATOR, SALES),
            Set.of(OWNER)),
    PEOPLE_RESET(
            "Create a link with which a person sets a new password",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER)),
    KEYS_READ("See the organization's API keys", readers(), Set.of(OWNER, OPERATOR)),
    KEYS_WRITE(
            "Make, rotate and revoke the organization's API keys",
            Set.of(ADMINISTRATOR, OPERATIONS),
            Set.of(OWNER, OPERATOR)),
    SIGN_ON_WRITE(
            "See, make, change and test the identity providers of the organization",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER)),
    AUDIT_READ(
            "See and export the organization's audit log",
            Set.of(ADMINISTRATOR, AUDITOR),
            Set.of(OWNER)),

    ORGANIZATIONS_WRITE(
            "Make and change organizations, let institutions join and leave",
            Set.of(ADMINISTRATOR, SALES)),
    VENDOR_NOTICES_READ("See what the vendor is told", readers()),
    SALES_READ("See what organizations ask of sales", readers()),
    CATALOGS_READ("See every version of a catalog", staff()),
    CATALOGS_WRITE("Publish a version of a catalog", Set.of(ADMINISTRATOR, CATALOG)),
    SANDBOXES_READ("See sandboxes", staff()),
    SANDBOXES_WRITE("Make sandboxes", Set.of(ADMINISTRATOR, CATALOG, SALES, OPERATIONS)),
    /// Also for keys of a sandbox, in that sandbox alone.
    SANDBOXES_SETUP(
            "Move the clocks of sandboxes, and play fixtures in them",
            Set.of(ADMINISTRATOR, CATALOG, SALES, OPERATIONS)),
    SANDBOXES_REMOVE("Remove sandboxes", Set.of(ADMINISTRATOR)),
    STAFF_READ("See the vendor's people and their roles", Set.of(ADMINISTRATOR, AUDITOR)),
    STAFF_WRITE(
            "Invite the vendor's people, change their roles, reset their passwords",
            Set.of(ADMINISTRATOR)),
    VENDOR_SIGN_ON_WRITE(
            "See, make, change and test the vendor's identity providers; say which domains an"
                    + " organization's are believed about",
            Set.of(ADMINISTRATOR)),
    PRODUCT_KEYS_READ(
            "See the API keys of products and of the vendor",
            Set.of(ADMINISTRATOR, OPERATIONS, AUDITOR)),
    PRODUCT_KEYS_WRITE(
            "Make, rotate and revoke API keys of products and of the vendor",
            Set.of(ADMINISTRATOR, OPERATIONS)),
    /// For keys of a directory alone, which do nothing else.
    PEOPLE_PROVISION(
            Scope.ORGANIZATION,
            "Let a directory say who works here (SCIM): a key of one identity provider",
            Set.of(ADMINISTRATOR),
            Set.of(OWNER)),
    PERSON_DATA_WRITE("Export and erase what is kept about a person", Set.of(ADMINISTRATOR)),
    VENDOR_AUDIT_READ("See and export the whole audit log", Set.of(ADMINISTRATOR, AUDITOR)),
    SIGNING_KEYS_READ(
            "See the keys that sign answers about access", Set.of(ADMINISTRATOR, AUDITOR)),
    SIGNING_KEYS_WRITE("Rotate the keys that sign answers about access", Set.of(ADMINISTRATOR)),
    INSTALLATION_VERIFY(
            "Verify everything that is stored, and see what was found",
            Set.of(ADMINISTRATOR, AUDITOR));

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

    /// A permission at the vendor's own.
    Permission(String text, Set<VendorRole> vendor) {
        this(Scope.VENDOR, text, vendor, Set.of());
    }

    /// A permission in one organization.
    Permission(String text, Set<VendorRole> vendor, Set<OrganizationRole> organization) {
        this(Scope.ORGANIZATION, text, vendor, organization);
    }

    Permission(
            Scope scope, String text, Set<VendorRole> vendor, Set<OrganizationRole> organization) {
        this.scope = scope;
        this.text = text;
        this.vendor = vendor;
        this.organization = organization;
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

    /// Whether the key of an organization may have it as an action: what a role there may have.
    public boolean isForKeysOfOrganizations() {
        return scope == Scope.ORGANIZATION && !organization.isEmpty() && !isForKeysOfDirectories();
    }

    /// Whether a key of the vendor may have it as an action: what a role of the vendor may have.
    public boolean isForKeysOfVendor() {
        return !vendor.isEmpty()
                && (scope == Scope.ORGANIZATION || scope == Scope.VENDOR)
                && !isForKeysOfDirectories();
    }

    /// Whether the key of a directory has it, which has nothing else.
    public boolean isForKeysOfDirectories() {
        return this == PEOPLE_PROVISION;
    }

    /// Whether it reaches beyond one realm, so that no key of a sandbox may have it: people and
    /// their passwords, the realms themselves, the log of everything.
    public boolean isBeyondRealms() {
        return switch (this) {
            case PEOPLE_RESET,
                    PEOPLE_PROVISION,
                    SIGN_ON_WRITE,
                    VENDOR_SIGN_ON_WRITE,
                    SANDBOXES_READ,
                    SANDBOXES_WRITE,
                    SANDBOXES_REMOVE,
                    STAFF_READ,
                    STAFF_WRITE,
                    PERSON_DATA_WRITE,
                    VENDOR_AUDIT_READ,
                    SIGNING_KEYS_READ,
                    SIGNING_KEYS_WRITE,
                    INSTALLATION_VERIFY ->
                    true;
            default -> false;
        };
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

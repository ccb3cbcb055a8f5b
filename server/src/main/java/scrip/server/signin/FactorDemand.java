package scrip.server.signin;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.people.Persons;
import scrip.server.people.Seat;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// The roles whose people need a second factor.
///
/// @param vendor roles at the vendor
/// @param organization roles in any organization
public record FactorDemand(Set<VendorRole> vendor, Set<OrganizationRole> organization) {

    /// The setting that names them.
    public static final String SETTING = "SCRIP_SECOND_FACTOR";

    private static final String NOBODY = "none";
    private static final String IN_ORGANIZATION = "organization/";

    /// Nobody needs one.
    public static final FactorDemand NONE = new FactorDemand(Set.of(), Set.of());

    /// Who changes rights or moves money of all organizations.
    public static final FactorDemand STANDARD =
            new FactorDemand(EnumSet.of(VendorRole.ADMINISTRATOR, VendorRole.FINANCE), Set.of());

    public FactorDemand {
        vendor = Set.copyOf(vendor);
        organization = Set.copyOf(organization);
    }

    /// What a setting says: `none`, or roles separated by commas, those of the vendor by their
    /// name, those in organizations after `organization/`.
    ///
    /// @return null if it says nothing
    /// @throws IllegalArgumentException if it names a role that does not exist
    public static @Nullable FactorDemand of(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            return null;
        }
        if (setting.strip().equals(NOBODY)) {
            return NONE;
        }
        EnumSet<VendorRole> vendor = EnumSet.noneOf(VendorRole.class);
        EnumSet<OrganizationRole> organization = EnumSet.noneOf(OrganizationRole.class);
        for (String part : setting.split(",", -1)) {
            String name = part.strip();
            if (name.startsWith(IN_ORGANIZATION)) {
                String role = name.substring(IN_ORGANIZATION.length());
                organization.add(role(OrganizationRole.values(), role, setting));
            } else {
                vendor.add(role(VendorRole.values(), name, setting));
            }
        }
        return new FactorDemand(vendor, organization);
    }

    /// What a server demands that was told nothing or this.
    ///
    /// @param demo whether its people are those of the demo, whose password everybody knows
    public static FactorDemand orDefault(@Nullable FactorDemand given, boolean demo) {
        if (given != null) {
            return given;
        }
        return demo ? NONE : STANDARD;
    }

    private static <R extends Enum<R>> R role(R[] all, String name, String setting) {
        return Arrays.stream(all)
                .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                SETTING
                                        + " names the roles that need a second factor, such as"
                                        + " administrator,finance,organization/owner, or none, not '"
                                        + setting
                                        + "'"));
    }

    /// Whether a person needs one.
    boolean isOf(JdbcClient sql, UUID person) {
        if (Persons.vendorRoles(sql, person).stream().anyMatch(vendor::contains)) {
            return true;
        }
        return !organization.isEmpty()
                && Persons.seats(sql, person).stream()
                        .map(Seat::roles)
                        .anyMatch(roles -> roles.stream().anyMatch(organization::contains));
    }

    /// What a session lacks; null if nothing. Whoever has a second factor is always asked for it
    /// after a password. A passkey is two factors, and so is what a person of such a role gives who
    /// has no other.
    Identity.@Nullable Lack lack(JdbcClient sql, SessionStore.Row session) {
        if (session.isWhole()) {
            return null;
        }
        if (FactorStore.isWorking(sql, session.person())) {
            return Identity.Lack.SECOND_FACTOR;
        }
        if (!isOf(sql, session.person())) {
            return null;
        }
        return PasskeyStore.hasWorking(sql, session.person())
                ? Identity.Lack.SECOND_FACTOR
                : Identity.Lack.SET_UP;
    }
}

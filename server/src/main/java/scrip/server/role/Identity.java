package scrip.server.role;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;

/// The caller, and what they may do. Built for each request from a token, a key or a session.
///
/// @param vendor permissions in every organization and for the vendor
/// @param places permissions in single organizations
/// @param session of a person who signed in; null for programs and nobody
/// @param realm of a key, which works nowhere else; null for the others
/// @param product of a key that works for one product only; null for the others
/// @param units the units of work that a key may ask each second; null for the others
public record Identity(
        Actor actor,
        Set<Permission> vendor,
        List<OrganizationPermissions> places,
        @Nullable Session session,
        @Nullable Integer realm,
        @Nullable String product,
        @Nullable KeyUnits units) {

    /// A caller's permissions in one organization.
    ///
    /// @param account its number in the database
    public record OrganizationPermissions(
            int realm, OrganizationId organization, long account, Set<Permission> permissions) {}

    /// The session of the request.
    ///
    /// @param csrfToken the token that every changing request must send
    /// @param provenAt when the person last gave their password or passkey in it
    /// @param lack what it needs before it may do anything else; null if nothing
    public record Session(UUID id, String csrfToken, Instant provenAt, @Nullable Lack lack) {}

    /// What a session lacks.
    public enum Lack {
        /// The second factor, which the person has.
        SECOND_FACTOR,
        /// A second factor, which the person's role demands and they have not set up.
        SET_UP
    }

    /// A caller without credentials.
    public static final Identity NOBODY =
            new Identity(Actor.NOBODY, Set.of(), List.of(), null, null, null, null);

    /// Whoever has the emergency token, the operator of this server: the vendor's administrator,
    /// who can also stand in for an organization.
    public static final Identity PROGRAM =
            new Identity(Actor.PROGRAM, ofOperator(), List.of(), null, null, null, null);

    /// The operator at a terminal of this machine, who may what [#PROGRAM] may.
    ///
    /// @param user as the operating system knows them
    public static Identity terminal(String user) {
        return new Identity(
                new Actor(Actor.Kind.PROGRAM, null, "terminal: " + user),
                ofOperator(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    /// This server itself, which may do everything.
    static Identity system(String name) {
        return new Identity(
                new Actor(Actor.Kind.SYSTEM, null, name),
                EnumSet.allOf(Permission.class),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Set<Permission> ofOperator() {
        Set<Permission> all = ofVendor(List.of(VendorRole.ADMINISTRATOR));
        all.add(Permission.SERVICES_ACCEPT);
        return all;
    }

    /// The permissions of vendor roles.
    public static Set<Permission> ofVendor(Collection<VendorRole> roles) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (roles.stream().anyMatch(permission::isOf)) {
                all.add(permission);
            }
        }
        return all;
    }

    /// The permissions of roles in their organization.
    public static Set<Permission> ofOrganization(Collection<OrganizationRole> roles) {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (roles.stream().anyMatch(permission::isOf)) {
                all.add(permission);
            }
        }
        return all;
    }

    public boolean isNobody() {
        return actor.kind() == Actor.Kind.NOBODY;
    }

    /// Whether it is the key of a directory, which speaks SCIM and does nothing else.
    public boolean isOfDirectory() {
        return actor.kind() == Actor.Kind.KEY
                && (vendor.contains(Permission.PEOPLE_PROVISION)
                        || places.stream()
                                .anyMatch(p ->
                                        p.permissions().contains(Permission.PEOPLE_PROVISION)));
    }

    /// Whether they work for the vendor, or for a product of it, and so know every organization.
    public boolean knowsAll() {
        return !vendor.isEmpty();
    }

    /// Whether they may know that a realm exists.
    public boolean knows(int number, boolean isLive) {
        return realm == null
                ? isLive || knowsAll() || places.stream().anyMatch(p -> p.realm() == number)
                : realm == number;
    }

    /// Whether they may know that an organization exists.
    public boolean knows(int number, OrganizationId organization) {
        return knowsAll() || place(number, organization) != null;
    }

    /// Whether they have a permission for the vendor, or in every organization.
    public boolean may(Permission permission) {
        return vendor.contains(permission);
    }

    /// Whether they have a permission in an organization.
    public boolean may(Permission permission, int number, OrganizationId organization) {
        if (vendor.contains(permission)) {
            return true;
        }
        OrganizationPermissions place = place(number, organization);
        return place != null && place.permissions().contains(permission);
    }

    /// Their permissions in an organization by their role there alone, whatever they may as the
    /// vendor's.
    public Set<Permission> asMember(int number, OrganizationId organization) {
        OrganizationPermissions place = place(number, organization);
        return place == null ? Set.of() : place.permissions();
    }

    /// The account numbers of the organizations they have a role in, in one realm.
    public List<Long> accounts(int number) {
        return places.stream()
                .filter(p -> p.realm() == number)
                .map(OrganizationPermissions::account)
                .toList();
    }

    private @Nullable OrganizationPermissions place(int number, OrganizationId organization) {
        for (OrganizationPermissions place : places) {
            if (place.realm() == number && place.organization().equals(organization)) {
                return place;
            }
        }
        return null;
    }
}

package scrip.server.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.connection.Networks;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.KeyUnits;
import scrip.server.role.Permission;

/// What a key may do now: what it was made for, as far as whoever made it may still do that. A key
/// that a key made is bound to it in everything: permissions, addresses, limit, end.
public final class KeyRights {

    /// How many keys may have made each other.
    static final int MAKERS_MAX = 4;

    private KeyRights() {}

    /// A key as it works now.
    ///
    /// @param endsAt the first instant at which it does not, unless that is changed
    /// @param networks from each of which it works: its own, and those of keys that made it
    record Working(Identity identity, Instant endsAt, List<Networks> networks) {

        boolean worksFrom(String address) {
            return networks.stream().allMatch(n -> n.has(address));
        }
    }

    /// A key with whoever made it; empty if it has ended, or may do nothing any more.
    static Optional<Working> of(JdbcClient sql, KeyStore.Key key, Instant now) {
        return of(sql, key, now, MAKERS_MAX);
    }

    private static Optional<Working> of(
            JdbcClient sql, KeyStore.Key key, Instant now, int makersMax) {
        if (!key.isActive(now)) {
            return Optional.empty();
        }
        Set<Permission> actions = EnumSet.noneOf(Permission.class);
        key.actions().forEach(a -> Permission.of(a).ifPresent(actions::add));
        List<Networks> networks = new ArrayList<>();
        networks.add(Networks.of(key.addresses()));
        Instant endsAt = key.expiresAt();
        int most = key.unitsPerSecond();
        KeyUnits above = null;
        UUID makerKey = key.makerKey();
        if (makerKey != null) {
            Working by =
                    makersMax == 0
                            ? null
                            : KeyStore.byId(sql, makerKey)
                                    .flatMap(k -> of(sql, k, now, makersMax - 1))
                                    .orElse(null);
            if (by == null) {
                return Optional.empty();
            }
            actions.removeIf(a -> !may(by.identity, a, key));
            networks.addAll(by.networks);
            endsAt = by.endsAt.isBefore(endsAt) ? by.endsAt : endsAt;
            above = Objects.requireNonNull(by.identity.units());
            most = Math.min(most, above.perSecond());
        } else if (key.maker() != null) {
            Identity by = Rights.of(sql, Persons.byId(sql, key.maker()).orElseThrow(), null);
            actions.removeIf(a -> !may(by, a, key));
        }
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Working(
                                identity(
                                        key,
                                        actions,
                                        new KeyUnits(key.id().toString(), most, above)),
                                endsAt,
                                networks));
    }

    private static boolean may(Identity by, Permission action, KeyStore.Key key) {
        String organization = key.organization();
        return organization == null
                ? by.may(action)
                : by.may(action, key.realm(), new OrganizationId(organization));
    }

    private static Identity identity(KeyStore.Key key, Set<Permission> actions, KeyUnits units) {
        Actor actor = new Actor(Actor.Kind.KEY, key.id(), key.name());
        String organization = key.organization();
        return new Identity(
                actor,
                organization == null ? actions : Set.of(),
                organization == null
                        ? List.of()
                        : List.of(
                                new Identity.OrganizationPermissions(
                                        key.realm(),
                                        new OrganizationId(organization),
                                        Objects.requireNonNull(key.account()),
                                        actions)),
                null,
                key.realm(),
                key.product(),
                units);
    }

    /// Whether nobody's rights limit those of a key.
    static boolean isUnbound(KeyStore.Key key) {
        return key.maker() == null && key.makerKey() == null;
    }

    /// Those actions of a key that has not ended which it does not give now.
    static List<String> lost(JdbcClient sql, KeyStore.Key key, Instant now) {
        if (isUnbound(key)) {
            return List.of();
        }
        Identity identity = of(sql, key, now).map(Working::identity).orElse(Identity.NOBODY);
        return key.actions().stream()
                .filter(code -> Permission.of(code).filter(a -> may(identity, a, key)).isEmpty())
                .toList();
    }

    /// The rights of a key by its id; none if it has ended, or may do nothing any more.
    public static Identity of(JdbcClient sql, UUID id, Instant now) {
        return KeyStore.byId(sql, id)
                .flatMap(key -> of(sql, key, now))
                .map(Working::identity)
                .orElse(Identity.NOBODY);
    }

    /// For whom a key speaks: the person who made it, or the key that made it. Null if it is bound
    /// to nobody.
    public static @Nullable UUID person(JdbcClient sql, UUID id) {
        List<KeyStore.Key> line = Lineage.of(sql, id);
        return line.isEmpty() ? null : line.getLast().maker();
    }
}

package scrip.server.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.connection.Networks;
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
        return of(line(sql, key.id()), now);
    }

    private static List<KeyStore.Made> line(JdbcClient sql, UUID key) {
        return KeyStore.lines(sql, List.of(key), MAKERS_MAX).getOrDefault(key, List.of());
    }

    /// The first key of a line as it works now. Without the rest of its line, it does not.
    private static Optional<Working> of(List<KeyStore.Made> line, Instant now) {
        if (line.isEmpty() || !line.getFirst().key().isActive(now)) {
            return Optional.empty();
        }
        KeyStore.Made made = line.getFirst();
        KeyStore.Key key = made.key();
        Set<Permission> actions = EnumSet.noneOf(Permission.class);
        key.actions().forEach(a -> Permission.of(a).ifPresent(actions::add));
        List<Networks> networks = new ArrayList<>();
        networks.add(Networks.of(key.addresses()));
        Instant endsAt = key.expiresAt();
        int most = key.unitsPerSecond();
        KeyUnits above = null;
        if (key.makerKey() != null) {
            Working by = of(line.subList(1, line.size()), now).orElse(null);
            if (by == null) {
                return Optional.empty();
            }
            actions.removeIf(a -> !may(by.identity, a, key));
            networks.addAll(by.networks);
            endsAt = by.endsAt.isBefore(endsAt) ? by.endsAt : endsAt;
            above = Objects.requireNonNull(by.identity.units());
            most = Math.min(most, above.perSecond());
        } else if (key.maker() != null) {
            actions.retainAll(ofMaker(made));
        }
        KeyUnits units = new KeyUnits(key.id().toString(), most, above);
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Working(identity(key, actions, units), endsAt, networks));
    }

    /// What the person who made a key may do where the key works.
    private static Set<Permission> ofMaker(KeyStore.Made made) {
        Set<Permission> all = Identity.ofVendor(made.vendorRoles());
        all.addAll(Rights.inSeat(made.seatRoles(), made.vendorRoles()));
        return all;
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

    /// For each of these keys that has not ended, those of its actions that it does not give now.
    static Map<UUID, List<String>> lost(
            JdbcClient sql, Collection<KeyStore.Key> keys, Instant now) {
        List<UUID> bound =
                keys.stream()
                        .filter(k -> !isUnbound(k) && k.isActive(now))
                        .map(KeyStore.Key::id)
                        .toList();
        if (bound.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<String>> lost = new HashMap<>();
        KeyStore.lines(sql, bound, MAKERS_MAX).forEach((id, line) -> lost.put(id, lost(line, now)));
        return lost;
    }

    private static List<String> lost(List<KeyStore.Made> line, Instant now) {
        KeyStore.Key key = line.getFirst().key();
        Identity identity = of(line, now).map(Working::identity).orElse(Identity.NOBODY);
        return key.actions().stream()
                .filter(code -> Permission.of(code).filter(a -> may(identity, a, key)).isEmpty())
                .toList();
    }

    /// The rights of a key by its id; none if it has ended, or may do nothing any more.
    public static Identity of(JdbcClient sql, UUID id, Instant now) {
        return of(line(sql, id), now).map(Working::identity).orElse(Identity.NOBODY);
    }

    /// For whom a key speaks: the person who made it, or the key that made it. Null if it is bound
    /// to nobody.
    public static @Nullable UUID person(JdbcClient sql, UUID id) {
        List<KeyStore.Key> line = Lineage.of(sql, id);
        return line.isEmpty() ? null : line.getLast().maker();
    }
}

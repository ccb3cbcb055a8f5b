package scrip.server.key;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.KeyUnits;

/// The line of a key: itself, the key that made it, and so on, up to one that a person made or
/// nobody is bound to. What a caller may do to a key depends on where it stands in the line.
public final class Lineage {

    private Lineage() {}

    /// The line of a key, itself first.
    static List<KeyStore.Key> of(JdbcClient sql, UUID key) {
        return KeyStore.lines(sql, List.of(key), KeyRights.MAKERS_MAX)
                .getOrDefault(key, List.of())
                .stream()
                .map(KeyStore.Made::key)
                .toList();
    }

    private static boolean isIn(JdbcClient sql, UUID key, UUID ofKey) {
        return of(sql, ofKey).stream().anyMatch(k -> k.id().equals(key));
    }

    /// Whose name counts what a key has sent, as the ledger writes it: that of the person who made
    /// the first key of its line, or of that key, so that more keys send no more.
    public static String sender(JdbcClient sql, UUID key) {
        KeyStore.Key first = of(sql, key).getLast();
        UUID person = first.maker();
        Actor actor =
                person == null
                        ? new Actor(Actor.Kind.KEY, first.id(), first.name())
                        : new Actor(Actor.Kind.PERSON, person, first.madeBy());
        return actor.inLedger();
    }

    /// Throws unless a caller may see a new secret of a key: whoever sees it is the key, with its
    /// addresses and end, and with the person for whom it speaks.
    static void checkRotates(JdbcClient sql, Actor caller, KeyStore.Key key) {
        boolean may =
                switch (caller.kind()) {
                    case PERSON -> Objects.equals(key.maker(), caller.id());
                    case KEY -> isIn(sql, Objects.requireNonNull(caller.id()), key.id());
                    case PROGRAM, SYSTEM -> KeyRights.isUnbound(key);
                    case NOBODY -> false;
                };
        if (!may) {
            throw forbidden(
                    "the key is another's, whose secret you would see: revoke it and make a new one");
        }
    }

    /// Throws if a key would change its own limit, or that of a key that limits it.
    static void checkLimits(JdbcClient sql, Actor caller, KeyStore.Key key) {
        if (caller.kind() == Actor.Kind.KEY
                && isIn(sql, key.id(), Objects.requireNonNull(caller.id()))) {
            throw forbidden(
                    "a key changes the limit neither of itself nor of a key that made it: a person"
                            + " does");
        }
    }

    /// How many keys stand in the line of a caller: their own and those above it; none if they are
    /// no key.
    static int makers(Identity giver) {
        int keys = 0;
        for (KeyUnits key = giver.units(); key != null; key = key.above()) {
            keys++;
        }
        return keys;
    }

    /// The units of work that a new key may ask each second.
    ///
    /// @param wanted null for the usual number, or as many as the key that makes it has
    static int units(Identity giver, @Nullable Integer wanted, int usual) {
        KeyUnits own = giver.units();
        int most = own == null ? Integer.MAX_VALUE : own.perSecond();
        if (wanted == null) {
            return Math.min(usual, most);
        }
        if (wanted > most) {
            throw forbidden(
                    "this key may ask " + most + " units of work each second, and gives no more");
        }
        return wanted;
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }
}

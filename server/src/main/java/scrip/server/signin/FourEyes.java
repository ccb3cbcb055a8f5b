package scrip.server.signin;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.ledger.Code;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.KeyRights;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.role.Actor;
import scrip.server.role.Permission;

/// Whether the two people of a step that needs two are two: another name is not enough, since
/// whoever invites somebody, or makes the link for their new password, may be both.
public final class FourEyes {

    private final Database database;

    FourEyes(Database database) {
        this.database = database;
    }

    /// Throws unless the caller, who completes a step, is independent of whoever proposed it, and
    /// both are known to be people, or keys of people.
    ///
    /// @param me the [#person] who asks
    public void check(Call call, UUID me, UUID proposer) {
        if (me.equals(proposer)) {
            throw new ProblemException(
                    Code.SAME_PERSON, "you proposed this: another person approves it");
        }
        Permission permission = call.route().permission();
        database.readAll(sql -> {
            Person first = Persons.byId(sql, proposer).orElse(null);
            if (first == null || !Rights.of(sql, first, null).may(permission)) {
                throw new ProblemException(
                        ProblemCode.NOT_INDEPENDENT,
                        "whoever proposed this may no longer do so: decline it, and propose it anew");
            }
            if (LinkStore.isLetIn(sql, proposer, me)) {
                throw new ProblemException(
                        ProblemCode.NOT_INDEPENDENT,
                        "one of you made the link by which the other came in: somebody else approves"
                                + " it");
            }
            checkProven(sql, first);
            checkProven(sql, Persons.byId(sql, me).orElseThrow());
            return null;
        });
    }

    /// The person who asks, themselves or by a key that is bound to them; empty for the emergency
    /// token, which stands for nobody and is not checked.
    ///
    /// @throws ProblemException for a key that is bound to nobody: anybody may have it
    public Optional<UUID> person(Call call) {
        Actor actor = call.identity().actor();
        return switch (actor.kind()) {
            case PERSON -> Optional.ofNullable(actor.id());
            case KEY -> {
                UUID key = Objects.requireNonNull(actor.id());
                UUID person = database.readAll(sql -> KeyRights.person(sql, key));
                if (person == null) {
                    throw new ProblemException(
                            ProblemCode.NOT_INDEPENDENT,
                            "this takes two people, and the key is bound to nobody: use one that a"
                                    + " person made");
                }
                yield Optional.of(person);
            }
            case PROGRAM, SYSTEM, NOBODY -> Optional.empty();
        };
    }

    private static void checkProven(JdbcClient sql, Person person) {
        if (person.emailProvenBy() == null && !PasskeyStore.hasWorking(sql, person.id())) {
            throw new ProblemException(
                    ProblemCode.PERSON_NOT_PROVEN,
                    "nobody knows yet that "
                            + person.name()
                            + " is the person of this address: a passkey on their profile tells");
        }
    }
}

package scrip.server.signin;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.ledger.Code;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// Whether the two people of a step that needs two are two: another name is not enough, since
/// whoever invites somebody, or makes the link for their new password, may be both.
public final class FourEyes {

    private final Database database;

    FourEyes(Database database) {
        this.database = database;
    }

    /// Throws unless the caller, who completes a step, is independent of whoever proposed it, and
    /// both are known to be people. The admin token stands for nobody, and is not asked.
    public void check(Call call, UUID proposer) {
        UUID me = call.identity().actor().id();
        Identity.Session session = call.identity().session();
        if (me == null || session == null) {
            return;
        }
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

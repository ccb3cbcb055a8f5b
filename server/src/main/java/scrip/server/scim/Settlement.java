package scrip.server.scim;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.DirectoryRoles;
import scrip.server.people.Grants;
import scrip.server.people.Persons;
import scrip.server.people.Rights;
import scrip.server.role.Identity;
import scrip.server.signin.Expulsion;

/// Lets people have what their directory says that they have.
final class Settlement {

    private final JdbcClient sql;
    private final Directory directory;
    private final Instant now;

    Settlement(JdbcClient sql, Directory directory, Instant now) {
        this.sql = sql;
        this.directory = directory;
        this.now = now;
    }

    /// A person's roles before and after.
    record Roles(Set<String> before, Set<String> after) {

        boolean differ() {
            return !before.equals(after);
        }

        /// Roles as the audit log has them.
        static List<String> told(Set<String> roles) {
            return List.copyOf(roles);
        }
    }

    /// Gives a user the roles of their groups, as far as whoever wrote which group gives which role
    /// may still give them, and takes those that the directory gave before. Somebody inactive loses
    /// all, and every way in that they had there.
    Roles settle(DirectoryStore.User user) {
        Set<String> before = DirectoryRoles.of(sql, directory.account(), user.person());
        if (!user.active()) {
            expel(user);
            return new Roles(before, Set.of());
        }
        Set<String> wanted = new TreeSet<>();
        if (user.confirmedAt() != null) {
            List<GroupStore.MappedRole> mapped = GroupStore.roles(sql, user.id());
            mapped.forEach(m -> wanted.add(m.role()));
            checkGiven(user.person(), mapped, before);
        }
        DirectoryRoles.give(
                sql, directory.provider(), directory.account(), user.person(), wanted, now);
        return new Roles(before, DirectoryRoles.of(sql, directory.account(), user.person()));
    }

    /// The roles that a user has, which stay.
    Roles present(DirectoryStore.User user) {
        Set<String> roles = DirectoryRoles.of(sql, directory.account(), user.person());
        return new Roles(roles, roles);
    }

    /// Takes all that a user has in the place: roles, and the links and sessions with which they
    /// would come back. Whoever belongs nowhere else loses passkeys and second factors too, until
    /// they confirm them. Of somebody who has not confirmed, nothing but the place is touched.
    void expel(DirectoryStore.User user) {
        UUID person = user.person();
        DirectoryRoles.takeAll(sql, directory.account(), person, now);
        if (user.confirmedAt() != null) {
            Expulsion.of(sql, person, !belongsElsewhere(person), now);
        }
    }

    /// Whether somebody has a role anywhere but where the directory is.
    boolean belongsElsewhere(UUID person) {
        Long account = directory.account();
        boolean inOthers =
                Persons.seats(sql, person).stream()
                        .anyMatch(s -> account == null || s.account() != account);
        return inOthers || (account != null && !Persons.vendorRoles(sql, person).isEmpty());
    }

    private void checkGiven(UUID person, List<GroupStore.MappedRole> mapped, Set<String> before) {
        Set<String> missing = new TreeSet<>();
        mapped.forEach(m -> missing.add(m.role()));
        missing.removeAll(before);
        for (String role : missing) {
            ProblemException refused = null;
            for (GroupStore.MappedRole one : mapped) {
                if (one.role().equals(role)) {
                    refused = refusal(person, one);
                    if (refused == null) {
                        break;
                    }
                }
            }
            if (refused != null) {
                throw refused;
            }
        }
    }

    /// Why a role cannot be given; null if it can.
    private @Nullable ProblemException refusal(UUID person, GroupStore.MappedRole one) {
        Identity writer = Rights.ofMaker(sql, one.writer());
        try {
            Grants.check(sql, writer, directory.place(), person, one.role());
            return null;
        } catch (ProblemException refused) {
            return new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "the group %s gives the role %s, which whoever wrote that may not give: %s"
                            .formatted(one.groupName(), one.role(), refused.problem().detail()));
        }
    }
}

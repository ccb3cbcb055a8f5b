package scrip.server.scim;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.federation.Provisioning;
import scrip.server.http.ProblemException;
import scrip.server.trail.AuditTrail;

/// What directories say about people who sign in with their providers.
final class SignedIn implements Provisioning {

    private static final String CONFIRMED = "scim.users.sign-on";

    private record Confirmed(String userName) {}

    private record Given(List<String> roles) {}

    @Override
    public Standing signedIn(AuditTrail.AuditedChange change, UUID provider, UUID person) {
        JdbcClient sql = change.sql();
        DirectoryStore.User user = DirectoryStore.ofPerson(sql, provider, person).orElse(null);
        if (user == null) {
            return Standing.UNKNOWN;
        }
        if (!user.active()) {
            return Standing.INACTIVE;
        }
        Directory directory = DirectoryStore.directory(sql, provider).orElseThrow();
        if (user.confirmedAt() == null) {
            confirm(change, directory, user);
        }
        settle(change, directory, user.id());
        return Standing.ACTIVE;
    }

    /// Which group gives which role may have changed since the directory spoke last.
    private static void settle(AuditTrail.AuditedChange change, Directory directory, UUID user) {
        JdbcClient sql = change.sql();
        DirectoryStore.User now =
                DirectoryStore.USERS.one(sql, directory.provider(), user).orElseThrow();
        try {
            Settlement.Roles roles = new Settlement(sql, directory, change.now()).settle(now);
            if (roles.differ()) {
                change.note(
                        directory.event(
                                CONFIRMED,
                                now.person(),
                                new Given(Settlement.Roles.told(roles.before())),
                                new Given(Settlement.Roles.told(roles.after()))));
            }
        } catch (ProblemException _) {
            // Whoever wrote a role may not give it, or nobody else has it: roles stay as they are,
            // and the directory is told when it changes a group.
        }
    }

    private static void confirm(
            AuditTrail.AuditedChange change, Directory directory, DirectoryStore.User user) {
        DirectoryStore.confirm(change.sql(), user.id(), change.now());
        change.note(
                directory.event(
                        CONFIRMED, user.person(), null, new Confirmed(user.fields().userName())));
    }
}

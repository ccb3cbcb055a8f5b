package scrip.server.key;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.AdminToken;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Givers;
import scrip.server.people.Rights;
import scrip.server.role.Actor;
import scrip.server.role.Asker;
import scrip.server.role.Identity;
import scrip.server.role.Permission;

/// Reads a caller's rights anew: those of a person's session, or of a key.
final class PresentGivers implements Givers {

    @Override
    public Identity now(JdbcClient sql, Call call, Instant now) {
        Identity giver = present(sql, call.identity(), now);
        if (giver.isNobody()) {
            throw AdminToken.wrong(true);
        }
        Permission permission = call.route().permission();
        if (call.path().containsKey("organization")) {
            new Asker(call.realm(), giver, call.requestId(), null)
                    .granted(permission, call.organization());
        } else if (permission.scope() == Permission.Scope.VENDOR && !giver.may(permission)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "this needs the permission " + permission.code() + ": see /v1/roles");
        }
        return giver;
    }

    private static Identity present(JdbcClient sql, Identity caller, Instant now) {
        Actor actor = caller.actor();
        UUID id = actor.id();
        return switch (actor.kind()) {
            case PERSON -> Rights.present(sql, caller, now);
            case KEY -> KeyRights.of(sql, Objects.requireNonNull(id), now);
            case PROGRAM, SYSTEM, NOBODY -> caller;
        };
    }
}

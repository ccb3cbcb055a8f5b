package scrip.server.people;

import java.util.UUID;
import scrip.server.role.Actor;

/// Somebody who can sign in.
///
/// @param email in lower case
public record Person(UUID id, String email, String name, String locale) {

    /// As the audit log names them.
    public Actor actor() {
        return new Actor(Actor.Kind.PERSON, id, name);
    }
}

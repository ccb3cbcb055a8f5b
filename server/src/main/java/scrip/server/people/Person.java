package scrip.server.people;

import java.util.UUID;
import scrip.server.role.Actor;

/// Somebody who can sign in.
///
/// @param email in lower case
public record Person(UUID id, String email, String name, String locale) {

    /// The actor that stands for them in the audit log.
    public Actor actor() {
        return new Actor(Actor.Kind.PERSON, id, name);
    }
}

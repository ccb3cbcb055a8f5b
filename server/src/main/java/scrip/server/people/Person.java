package scrip.server.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.role.Actor;

/// Somebody who can sign in.
///
/// @param email in lower case
/// @param emailProvenBy how they have proven that mail to this address reaches them: `MAIL` or
///   `SINGLE_SIGN_ON`; null if nobody has
public record Person(
        UUID id,
        String email,
        String name,
        String locale,
        @Nullable String emailProvenBy,
        @Nullable Instant emailProvenAt) {

    /// This person with another name and language.
    public Person renamed(String other, Language language) {
        return new Person(id, email, other, language.code(), emailProvenBy, emailProvenAt);
    }

    /// A person as they see themselves.
    ///
    /// @param emailProven whether anybody has proven that mail to the address reaches them
    public record View(
            UUID id,
            String email,
            boolean emailProven,
            @Nullable String emailProvenBy,
            @Nullable Instant emailProvenAt,
            String name,
            String locale) {}

    public View view() {
        return new View(
                id,
                email,
                emailProvenBy != null,
                proof(emailProvenBy),
                emailProvenAt,
                name,
                locale);
    }

    /// A proof, in the form of the contract.
    static @Nullable String proof(@Nullable String stored) {
        return stored;
    }

    /// The actor that stands for them in the audit log.
    public Actor actor() {
        return new Actor(Actor.Kind.PERSON, id, name);
    }
}

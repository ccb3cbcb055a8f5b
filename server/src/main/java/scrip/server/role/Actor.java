package scrip.server.role;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who does something, as recorded in the audit log and the ledger.
///
/// @param id of a person or a key; null for other kinds
/// @param name for people
public record Actor(Kind kind, @Nullable UUID id, String name) {

    /// The kind of an actor.
    public enum Kind {
        /// A person who signed in.
        PERSON,
        /// A program with an API key.
        KEY,
        /// A program with the emergency token.
        PROGRAM,
        /// This server.
        SYSTEM,
        /// A caller without credentials.
        NOBODY
    }

    /// Whoever has the emergency token.
    public static final Actor PROGRAM = new Actor(Kind.PROGRAM, null, "admin");

    /// Whoever has not signed in.
    public static final Actor NOBODY = new Actor(Kind.NOBODY, null, "nobody");

    /// The text that the ledger stores with each command.
    public String inLedger() {
        return switch (kind) {
            case PERSON -> "person:" + id;
            case KEY -> "key:" + id;
            case PROGRAM, SYSTEM, NOBODY -> name;
        };
    }
}

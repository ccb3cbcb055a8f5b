package scrip.server.role;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who does something, as the audit log and the ledger name them.
///
/// @param id of a person or a key; null for the others
/// @param name for people
public record Actor(Kind kind, @Nullable UUID id, String name) {

    /// What sort of somebody.
    public enum Kind {
        /// Signed in.
        PERSON,
        /// A program with an API key.
        KEY,
        /// A program with the admin token.
        PROGRAM,
        /// This server.
        SYSTEM,
        /// Not signed in.
        NOBODY
    }

    /// Whoever has the admin token.
    public static final Actor PROGRAM = new Actor(Kind.PROGRAM, null, "admin");

    /// Whoever has not signed in.
    public static final Actor NOBODY = new Actor(Kind.NOBODY, null, "nobody");

    /// As the ledger keeps it with each command.
    public String inLedger() {
        return switch (kind) {
            case PERSON -> "person:" + id;
            case KEY -> "key:" + id;
            case PROGRAM, SYSTEM, NOBODY -> name;
        };
    }
}

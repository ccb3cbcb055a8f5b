package scrip.server.ledger;

import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;

/// The content of a command that a repeat of its key must match (R7), as text: the same for equal
/// contents and for no others.
public final class Content {

    private static final char END = '\0';

    private Content() {}

    /// The text of a command. That of a use, the most frequent one, is put together here; that of
    /// any other is canonical JSON, which never begins like it.
    public static String of(Command<?> command) {
        return command instanceof Command.Use use ? use(use) : LedgerJson.canonical(command);
    }

    private static String use(Command.Use use) {
        StringBuilder text = new StringBuilder("use");
        add(text, use.organization());
        add(text, use.within());
        add(text, use.resource());
        add(text, use.quantity());
        add(text, use.storageYears());
        add(text, use.surface());
        add(text, use.eventAt());
        add(text, use.subject());
        add(text, use.reported());
        return text.toString();
    }

    /// Adds the length of a part before the part, so that no two lists of parts give the same text.
    private static void add(StringBuilder text, @Nullable Object part) {
        if (part == null) {
            text.append(END).append('-');
        } else {
            String value = part.toString();
            text.append(END).append(value.length()).append(' ').append(value);
        }
    }
}

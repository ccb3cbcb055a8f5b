package scrip.server.http;

import org.jspecify.annotations.Nullable;
import scrip.server.role.Asker;
import tools.jackson.databind.JsonNode;

/// What the audit log keeps of one call: what was sent, and what it changed. An operation notes it
/// while it works; the log reads it at the end.
public final class AuditNote implements Asker.ChangeNote {

    private @Nullable JsonNode sent;
    private @Nullable Object before;
    private @Nullable Object after;
    private boolean recorded;

    /// What was sent as the body, or what stands for it; null for nothing.
    public @Nullable JsonNode sent() {
        return sent;
    }

    /// Notes what is kept as the body.
    public void sent(Object value) {
        sent = value instanceof JsonNode json ? json : Json.treeOf(value);
    }

    /// Notes what was there before.
    public void was(Object value) {
        before = value;
    }

    /// Notes what an operation has changed, unless it told more by itself.
    ///
    /// @param was null: there was nothing
    /// @param is kept besides what was sent
    @Override
    public void changed(@Nullable Object was, @Nullable Object is) {
        before = before == null ? was : before;
        after = after == null ? is : after;
    }

    /// What is there now besides what was sent, if an operation told.
    public @Nullable Object after() {
        return after;
    }

    /// What was there before, if an operation told.
    public @Nullable Object before() {
        return before;
    }

    /// Notes that the audit log has it already.
    public void recorded() {
        recorded = true;
    }

    boolean isRecorded() {
        return recorded;
    }
}

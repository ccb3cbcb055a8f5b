package scrip.server.http;

import org.jspecify.annotations.Nullable;
import scrip.server.role.Asker;
import tools.jackson.databind.JsonNode;

/// What is noted of one call: the body that was sent, what it changed, whether it repeats an
/// earlier one. An operation fills it in while it works; the audit log and the edge read it at the
/// end.
public final class AuditNote implements Asker.ChangeNote {

    private @Nullable JsonNode sent;
    private @Nullable Object before;
    private @Nullable Object after;
    private boolean recorded;
    private boolean repeated;

    /// The body to record, or a substitute for it; null for none.
    public @Nullable JsonNode sent() {
        return sent;
    }

    /// Sets what is recorded as the body.
    public void sent(Object value) {
        sent = value instanceof JsonNode json ? json : Json.treeOf(value);
    }

    /// Sets the state before the change.
    public void was(Object value) {
        before = value;
    }

    /// Sets what an operation changed, unless the operation has recorded more details itself.
    ///
    /// @param was the state before; null if there was none
    /// @param is the state after, recorded in addition to the body
    @Override
    public void changed(@Nullable Object was, @Nullable Object is) {
        before = before == null ? was : before;
        after = after == null ? is : after;
    }

    /// The state after the change, recorded in addition to the body; null if not set.
    public @Nullable Object after() {
        return after;
    }

    /// The state before the change; null if not set.
    public @Nullable Object before() {
        return before;
    }

    /// Marks the call as already recorded in the audit log.
    public void recorded() {
        recorded = true;
    }

    /// Says that the answer is that to an earlier call with the same key.
    void repeated() {
        repeated = true;
    }

    boolean isRepeated() {
        return repeated;
    }

    boolean isRecorded() {
        return recorded;
    }
}

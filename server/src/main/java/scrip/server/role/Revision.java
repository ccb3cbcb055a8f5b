package scrip.server.role;

import java.util.concurrent.atomic.AtomicLong;

/// Rises whenever somebody's roles, sessions or keys have changed: what is remembered of them from
/// before is then read again, so that what was taken stops working at once.
public final class Revision {

    private final AtomicLong number = new AtomicLong();

    /// To be called after the change is committed.
    public void raise() {
        number.incrementAndGet();
    }

    public long now() {
        return number.get();
    }
}

package scrip.server.role;

import java.util.concurrent.atomic.AtomicLong;

/// A counter that rises whenever roles, sessions or keys change. Cached identities of an older
/// revision are read again, so that a revoked permission stops working at once.
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

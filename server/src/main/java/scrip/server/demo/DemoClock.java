package scrip.server.demo;

import java.time.Instant;
import java.time.InstantSource;

/// The clock by which a past is played: it stands where it was put.
final class DemoClock implements InstantSource {

    private volatile Instant at;

    DemoClock(Instant at) {
        this.at = at;
    }

    /// Puts it forward; never back.
    void moveTo(Instant next) {
        if (next.isAfter(at)) {
            at = next;
        }
    }

    @Override
    public Instant instant() {
        return at;
    }
}

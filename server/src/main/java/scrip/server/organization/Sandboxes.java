package scrip.server.organization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;

/// The use cases of sandboxes.
final class Sandboxes {

    private final Realms realms;
    private final Object change = new Object();

    Sandboxes(Realms realms) {
        this.realms = realms;
    }

    List<Realm> all() {
        return realms.all().stream().filter(r -> !r.isLive()).toList();
    }

    Optional<Realm> ifThere(String name) {
        return realms.find(name).filter(r -> !r.isLive());
    }

    Realm find(String name) {
        return ifThere(name)
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_REALM, "there is no sandbox of that name"));
    }

    Instant now(Realm sandbox) {
        return realms.now(sandbox);
    }

    /// Creates a sandbox; if it exists already, its clock stays.
    Realm make(String name, Instant now) {
        synchronized (change) {
            return realms.find(name).orElseGet(() -> realms.createSandbox(name, now));
        }
    }

    void moveClock(Realm sandbox, Instant now) {
        synchronized (change) {
            Instant before = realms.now(sandbox);
            if (now.isBefore(before)) {
                throw new ProblemException(
                        ProblemCode.CLOCK_NOT_BACK,
                        "the clock of this sandbox says " + before + " and goes forward only");
            }
            realms.moveClock(sandbox, now);
        }
    }
}

package scrip.server.organization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import scrip.server.http.Call;
import scrip.server.http.Edge;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// The use cases of sandboxes.
public final class Sandboxes {

    private final Ledger ledger;
    private final Realms realms;
    private final AuditTrail trail;
    private final Revision revision;
    private final Object change = new Object();

    Sandboxes(Ledger ledger, AuditTrail trail, Revision revision) {
        this.ledger = ledger;
        this.realms = ledger.realms();
        this.trail = trail;
        this.revision = revision;
    }

    List<Realm> all() {
        return realms.all().stream().filter(r -> !r.isLive()).toList();
    }

    Optional<Realm> ifThere(String name) {
        return realms.find(name).filter(r -> !r.isLive());
    }

    /// The sandbox of that name.
    ///
    /// @throws ProblemException if there is none
    public Realm find(String name) {
        return ifThere(name).orElseThrow(Sandboxes::unknown);
    }

    /// Throws for a key that works in one realm if another is named, unless it makes sandboxes.
    public void checkOwn(Call call, String name) {
        Integer own = call.identity().realm();
        boolean beyond = call.identity().may(Permission.SANDBOXES_WRITE);
        if (own != null && !beyond && !call.realm(own).name().equals(name)) {
            throw unknown();
        }
    }

    Instant now(Realm sandbox) {
        return realms.now(sandbox);
    }

    /// Creates a sandbox; if it exists already, its clock stays.
    Realm make(String name, Instant now) {
        synchronized (change) {
            Optional<Realm> there = realms.find(name);
            if (there.isEmpty() && realms.isTaken(name)) {
                throw new ProblemException(
                        ProblemCode.SANDBOX_REMOVED,
                        "a sandbox of that name was removed, and what was booked in it stays: choose"
                                + " another name");
            }
            return there.orElseGet(() -> realms.createSandbox(name, now));
        }
    }

    /// Does something in a sandbox while nobody else moves its clock or removes it.
    public <T> T alone(Supplier<T> work) {
        synchronized (change) {
            return work.get();
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

    /// What ended with a sandbox, in the form of the audit log.
    private record Removed(String name, Instant now, SandboxStore.Ended ended) {}

    /// Removes a sandbox: nothing is asked or booked there any more, and what gave anybody a way
    /// into it ends. Removing one again changes nothing.
    void remove(Call call, String name) {
        synchronized (change) {
            Optional<Realm> there = ifThere(name);
            if (there.isEmpty()) {
                if (!realms.isTaken(name) || realms.live().name().equals(name)) {
                    throw unknown();
                }
                return;
            }
            // The server that books has to know at once.
            if (!ledger.isServing()) {
                throw new ProblemException(Edge.problem(Outcome.Reason.STANDBY));
            }
            remove(call, there.get());
        }
    }

    private void remove(Call call, Realm sandbox) {
        trail.change(
                call,
                c -> {
                    SandboxStore.Ended ended =
                            SandboxStore.remove(c.sql(), sandbox.number(), c.now());
                    c.note(
                            new AuditTrail.Event(
                                    call.route().action(),
                                    null,
                                    null,
                                    sandbox.name(),
                                    new Removed(sandbox.name(), realms.now(sandbox), ended),
                                    null));
                    return null;
                });
        realms.forget(sandbox);
        revision.raise();
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.UNKNOWN_REALM, "there is no sandbox of that name");
    }
}

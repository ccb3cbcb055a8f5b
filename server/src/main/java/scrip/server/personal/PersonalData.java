package scrip.server.personal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.KeyRights;
import scrip.server.people.Givers;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.people.Seat;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Revision;
import scrip.server.role.VendorRole;
import scrip.server.signin.Throttle;
import scrip.server.trail.AuditErasure;
import scrip.server.trail.AuditTrail;

/// Exports and erases what is kept about a person.
final class PersonalData {

    private final Database database;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final Givers givers;
    private final Revision revision;

    /// Of each person, since a file may be large.
    private final Throttle exports =
            new Throttle(5, Duration.ofHours(1), "this file was given out several times: wait");

    PersonalData(
            Database database,
            AuditTrail trail,
            InstantSource clock,
            Givers givers,
            Revision revision) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.givers = givers;
        this.revision = revision;
    }

    /// A person who was erased.
    ///
    /// @param auditEntries how many entries of the audit log lost something
    /// @param keys the API keys that they had made, which have stopped
    record Erased(UUID person, Instant erasedAt, long auditEntries, List<UUID> keys) {}

    private record Roles(List<String> roles) {}

    private record Leaving(Person person, Set<VendorRole> vendor, List<Seat> seats) {}

    /// Everything that is kept about a person, without secrets. The audit log keeps that it was
    /// given out. It is read before that, since everybody else's changes wait for an entry.
    ///
    /// @throws ProblemException after too many files of that person
    PersonalExport export(Call call, UUID who) {
        exports.take(who.toString());
        PersonalExport export =
                database.readAll(
                        sql -> PersonalStore.export(sql, known(sql, who), clock.instant()));
        return trail.change(
                call,
                change -> {
                    Identity _ = givers.now(change.sql(), call, change.now());
                    Person _ = known(change.sql(), who);
                    note(call, change, null, null, who, null);
                    return export;
                });
    }

    Erased erase(Call call, UUID who) {
        AuditErasure gathered =
                database.readAll(sql -> {
                    Person person = leaving(sql, call, who).person;
                    return AuditErasure.gathered(sql, who, person.email(), person.name());
                });
        Erased erased =
                trail.change(
                        call,
                        change -> {
                            JdbcClient sql = change.sql();
                            Identity _ = givers.now(sql, call, change.now());
                            Leaving leaving = leaving(sql, call, who);
                            List<UUID> keys = PersonalStore.workingKeys(sql, who, change.now());
                            PersonalStore.erase(sql, leaving.person, change.now());
                            long entries = gathered.run(sql, change.now());
                            noteAll(call, change, who, leaving.vendor, leaving.seats);
                            return new Erased(who, change.now(), entries, keys);
                        });
        revision.raise();
        return erased;
    }

    private static Leaving leaving(JdbcClient sql, Call call, UUID who) {
        Leaving leaving =
                new Leaving(
                        known(sql, who), Persons.vendorRoles(sql, who), Persons.seats(sql, who));
        checkNotLast(sql, who, leaving.vendor, leaving.seats);
        if (!leaving.vendor.isEmpty()) {
            checkAnother(sql, call.identity().actor(), who);
        }
        return leaving;
    }

    /// Whoever works for the vendor does not decide alone what the audit log forgets of them.
    /// Anybody may have a key that is bound to nobody; the emergency token stands for nobody.
    private static void checkAnother(JdbcClient sql, Actor asking, UUID who) {
        boolean key = asking.kind() == Actor.Kind.KEY;
        UUID person =
                key ? KeyRights.person(sql, Objects.requireNonNull(asking.id())) : asking.id();
        if (who.equals(person) || (key && person == null)) {
            throw new ProblemException(
                    ProblemCode.ANOTHER_ADMINISTRATOR_NEEDED,
                    "whoever works for the vendor is erased by an administrator who is somebody"
                            + " else: ask one, or have the roles at the vendor taken first");
        }
    }

    private static Person known(JdbcClient sql, UUID who) {
        return Optional.of(who)
                .filter(id -> !PersonalStore.isErased(sql, id))
                .flatMap(id -> Persons.byId(sql, id))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_PERSON, "there is nobody with the id " + who));
    }

    private static void checkNotLast(
            JdbcClient sql, UUID who, Set<VendorRole> vendor, List<Seat> seats) {
        if (vendor.contains(VendorRole.ADMINISTRATOR)
                && !PersonalStore.hasOtherAdministrator(sql, who)) {
            throw new ProblemException(
                    ProblemCode.LAST_ADMINISTRATOR,
                    "the vendor needs an administrator: make somebody else an administrator first,"
                            + " who can then erase this person");
        }
        List<String> alone = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat.roles().contains(OrganizationRole.OWNER)
                    && !PersonalStore.hasOtherOwner(sql, seat.account(), who)) {
                alone.add(seat.organization().value());
            }
        }
        if (!alone.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.LAST_OWNER,
                    "an organization needs an owner: make somebody else an owner of "
                            + String.join(", ", alone)
                            + " first");
        }
    }

    /// Tells each place where they had roles. Who erases themself is no longer named.
    private static void noteAll(
            Call call,
            AuditTrail.AuditedChange change,
            UUID who,
            Set<VendorRole> vendor,
            List<Seat> seats) {
        if (who.equals(call.identity().actor().id())) {
            change.by(
                    new AuditTrail.Origin(
                            new Actor(Actor.Kind.PERSON, who, AuditErasure.ERASED),
                            "",
                            "",
                            call.requestId()));
        }
        if (seats.isEmpty() || !vendor.isEmpty()) {
            note(call, change, null, null, who, names(vendor));
        }
        for (Seat seat : seats) {
            note(call, change, seat.realm(), seat.account(), who, names(seat.roles()));
        }
    }

    private static Roles names(Set<? extends Enum<?>> roles) {
        return new Roles(roles.stream().map(r -> r.name()).toList());
    }

    private static void note(
            Call call,
            AuditTrail.AuditedChange change,
            @Nullable Integer realm,
            @Nullable Long account,
            UUID who,
            @Nullable Roles before) {
        change.note(
                new AuditTrail.Event(
                        call.route().action(), realm, account, who.toString(), before, null));
    }
}

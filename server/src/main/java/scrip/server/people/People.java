package scrip.server.people;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Ledger;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Revision;
import scrip.server.role.VendorRole;
import scrip.server.trail.AuditTrail;

/// The use cases of people and their roles.
final class People {

    private final Database database;
    private final Ledger ledger;
    private final AuditTrail trail;
    private final Revision revision;

    People(Database database, Ledger ledger, AuditTrail trail, Revision revision) {
        this.database = database;
        this.ledger = ledger;
        this.trail = trail;
        this.revision = revision;
    }

    private record Roles(Collection<?> roles) {}

    List<PersonStore.Colleague> of(
            Call call, OrganizationId id, PersonStore.Filter filter, int most) {
        long account = account(call, id);
        return database.read(
                List.of(account), sql -> PersonStore.members(sql, account, filter, most));
    }

    List<PersonStore.Colleague> ofVendor(PersonStore.Filter filter, int most) {
        return database.readAll(sql -> PersonStore.staff(sql, filter, most));
    }

    /// Sets a person's roles in an organization; an empty set removes the person.
    Person setRoles(Call call, OrganizationId id, UUID who, Set<OrganizationRole> roles) {
        long account = account(call, id);
        int realm = call.realm().number();
        Person person =
                trail.change(
                        call,
                        change -> {
                            Set<OrganizationRole> before =
                                    PersonStore.roles(change.sql(), account, who);
                            if (before.isEmpty()) {
                                throw unknown(who);
                            }
                            PersonStore.setRoles(change.sql(), account, who, roles, change.now());
                            if (before.contains(OrganizationRole.OWNER)
                                    && !PersonStore.hasOwner(change.sql(), account)) {
                                throw new ProblemException(
                                        ProblemCode.LAST_OWNER,
                                        "an organization needs an owner: make somebody else an owner first"
                                                + " first");
                            }
                            change.note(
                                    new AuditTrail.Event(
                                            call.route().action(),
                                            realm,
                                            account,
                                            who.toString(),
                                            new Roles(names(before)),
                                            new Roles(names(roles))));
                            return PersonStore.byId(change.sql(), who).orElseThrow();
                        });
        revision.raise();
        return person;
    }

    /// Sets a person's roles at the vendor; an empty set removes the person.
    Person setVendorRoles(Call call, UUID who, Set<VendorRole> roles) {
        Person person =
                trail.change(
                        call,
                        change -> {
                            Set<VendorRole> before = PersonStore.vendorRoles(change.sql(), who);
                            if (before.isEmpty()) {
                                throw unknown(who);
                            }
                            PersonStore.setVendorRoles(change.sql(), who, roles, change.now());
                            if (before.contains(VendorRole.ADMINISTRATOR)
                                    && !PersonStore.hasAdministrator(change.sql())) {
                                throw new ProblemException(
                                        ProblemCode.LAST_ADMINISTRATOR,
                                        "the vendor needs an administrator: make somebody else an administrator first");
                            }
                            change.note(
                                    new AuditTrail.Event(
                                            call.route().action(),
                                            null,
                                            null,
                                            who.toString(),
                                            new Roles(names(before)),
                                            new Roles(names(roles))));
                            return PersonStore.byId(change.sql(), who).orElseThrow();
                        });
        revision.raise();
        return person;
    }

    /// One of the people of an organization.
    PersonStore.Colleague one(Call call, OrganizationId id, Person person) {
        long account = account(call, id);
        return database.read(
                        List.of(account),
                        sql ->
                                PersonStore.members(
                                        sql, account, PersonStore.Filter.of(person.id()), 1))
                .getFirst();
    }

    PersonStore.Colleague oneOfVendor(Person person) {
        return database.readAll(
                        sql -> PersonStore.staff(sql, PersonStore.Filter.of(person.id()), 1))
                .getFirst();
    }

    static List<String> names(Collection<? extends Enum<?>> roles) {
        return roles.stream().map(r -> r.name().toLowerCase(Locale.ROOT)).toList();
    }

    private long account(Call call, OrganizationId id) {
        long account = ledger.number(call.realm(), id);
        if (account == 0) {
            throw call.unknown(id);
        }
        return account;
    }

    private static ProblemException unknown(UUID who) {
        return new ProblemException(ProblemCode.UNKNOWN_PERSON, "nobody here has the id " + who);
    }
}

package scrip.server.people;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.Revision;
import scrip.server.role.VendorRole;
import scrip.server.trail.AuditTrail;

/// The use cases of people and their roles.
final class People {

    private final Database database;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final Revision revision;
    private final Givers givers;

    People(
            Database database,
            Accounts accounts,
            AuditTrail trail,
            Revision revision,
            Givers givers) {
        this.database = database;
        this.accounts = accounts;
        this.trail = trail;
        this.revision = revision;
        this.givers = givers;
    }

    private record Roles(Collection<?> roles) {}

    /// One of the people of a place.
    ///
    /// @param byDirectory whether a directory says that they work there
    record Listed(Persons.Colleague colleague, boolean byDirectory) {}

    List<Listed> of(Call call, OrganizationId id, Persons.Filter filter, int most) {
        long account = accounts.number(call, id);
        return listed(
                account,
                database.read(
                        List.of(account), sql -> Persons.members(sql, account, filter, most)));
    }

    List<Listed> ofVendor(Persons.Filter filter, int most) {
        return listed(null, database.readAll(sql -> Persons.staff(sql, filter, most)));
    }

    private List<Listed> listed(@Nullable Long account, List<Persons.Colleague> page) {
        List<UUID> ids = page.stream().map(Persons.Colleague::person).toList();
        Set<UUID> managed = database.readAll(sql -> DirectoryRoles.managed(sql, account, ids));
        return page.stream().map(c -> new Listed(c, managed.contains(c.person()))).toList();
    }

    /// Sets a person's roles in an organization; an empty set removes the person.
    Person setRoles(Call call, OrganizationId id, UUID who, Set<OrganizationRole> roles) {
        long account = accounts.number(call, id);
        return change(
                call,
                account,
                who,
                roles,
                change -> {
                    Identity giver = givers.now(change.sql(), call, change.now());
                    Set<OrganizationRole> before = Persons.roles(change.sql(), account, who);
                    checkKnown(who, before);
                    Set<OrganizationRole> added = added(roles, before);
                    if (!added.isEmpty()) {
                        Grants.check(
                                change.sql(),
                                giver,
                                new Grants.Place(account, call.realm().number(), id),
                                who,
                                added);
                    }
                    Persons.setRoles(change.sql(), account, who, roles, change.now());
                    if (before.contains(OrganizationRole.OWNER)
                            && !Persons.hasOwner(change.sql(), account)) {
                        throw new ProblemException(
                                ProblemCode.LAST_OWNER,
                                "an organization needs an owner: make somebody else an owner first");
                    }
                    return before;
                });
    }

    /// Sets a person's roles at the vendor; an empty set removes the person.
    Person setVendorRoles(Call call, UUID who, Set<VendorRole> roles) {
        return change(
                call,
                null,
                who,
                roles,
                change -> {
                    Identity giver = givers.now(change.sql(), call, change.now());
                    Set<VendorRole> before = Persons.vendorRoles(change.sql(), who);
                    checkKnown(who, before);
                    Grants.checkVendor(giver, added(roles, before));
                    Persons.setVendorRoles(change.sql(), who, roles, change.now());
                    if (before.contains(VendorRole.ADMINISTRATOR)
                            && !Persons.hasAdministrator(change.sql())) {
                        throw new ProblemException(
                                ProblemCode.LAST_ADMINISTRATOR,
                                "the vendor needs an administrator: make somebody else an administrator first");
                    }
                    return before;
                });
    }

    /// @param set sets the roles and returns those from before
    private Person change(
            Call call,
            @Nullable Long account,
            UUID who,
            Set<? extends Enum<?>> roles,
            Function<AuditTrail.AuditedChange, Set<? extends Enum<?>>> set) {
        Person person =
                trail.change(
                        call,
                        change -> {
                            List<ProviderWord.Answered> answered =
                                    ProviderWord.answeredBy(change.sql(), who);
                            Set<? extends Enum<?>> before = set.apply(change);
                            change.note(
                                    new AuditTrail.Event(
                                            call.route().action(),
                                            account == null ? null : call.realm().number(),
                                            account,
                                            who.toString(),
                                            new Roles(names(before)),
                                            new Roles(names(roles))));
                            noteUnanswered(change, who, answered);
                            return Persons.byId(change.sql(), who).orElseThrow();
                        });
        revision.raise();
        return person;
    }

    /// Tells of the identity providers that sign nobody in any more, because who set them up may no
    /// longer.
    private static void noteUnanswered(
            AuditTrail.AuditedChange change, UUID who, List<ProviderWord.Answered> before) {
        if (before.isEmpty()) {
            return;
        }
        List<ProviderWord.Answered> after = ProviderWord.answeredBy(change.sql(), who);
        for (ProviderWord.Answered lost : before) {
            if (!after.contains(lost)) {
                change.note(
                        new AuditTrail.Event(
                                "sign-on.unconfirmed",
                                lost.account() == null ? null : lost.realm(),
                                lost.account(),
                                lost.provider().toString(),
                                null,
                                null));
            }
        }
    }

    private static <R> Set<R> added(Set<R> wanted, Set<R> before) {
        return wanted.stream().filter(r -> !before.contains(r)).collect(Collectors.toSet());
    }

    private static void checkKnown(UUID who, Set<?> roles) {
        if (roles.isEmpty()) {
            throw unknown(who);
        }
    }

    /// One of the people of an organization.
    Listed one(Call call, OrganizationId id, UUID who) {
        return first(of(call, id, Persons.Filter.of(who), 1), who);
    }

    Listed oneOfVendor(UUID who) {
        return first(ofVendor(Persons.Filter.of(who), 1), who);
    }

    private static Listed first(List<Listed> found, UUID who) {
        return found.stream().findFirst().orElseThrow(() -> unknown(who));
    }

    private static ProblemException unknown(UUID who) {
        return new ProblemException(ProblemCode.UNKNOWN_PERSON, "nobody here has the id " + who);
    }

    static List<String> names(Collection<? extends Enum<?>> roles) {
        return roles.stream().map(r -> r.name()).toList();
    }
}

package scrip.server.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.Repeats;
import scrip.server.people.Givers;
import scrip.server.people.Language;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Identity;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;
import scrip.server.trail.AuditTrail;

/// Invites people, and accepts invitations.
final class Invitations {

    private final Database database;
    private final Accounts accounts;
    private final Links links;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Letters letters;
    private final AuditTrail trail;
    private final Givers givers;
    private final Repeats repeats;
    private final InstantSource clock;

    Invitations(
            Database database,
            Accounts accounts,
            Links links,
            Passwords passwords,
            SignIn signIn,
            Letters letters,
            AuditTrail trail,
            Givers givers,
            Repeats repeats,
            InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.links = links;
        this.passwords = passwords;
        this.signIn = signIn;
        this.letters = letters;
        this.trail = trail;
        this.givers = givers;
        this.repeats = repeats;
        this.clock = clock;
    }

    private record Noted(@Nullable String email, List<String> roles, String state) {}

    /// What an invitation shows to whoever opens its link.
    ///
    /// @param place null for the vendor
    record OpenedInvitation(Link link, LinkStore.@Nullable InvitingOrganization place) {}

    /// The name, password and language chosen by the person who accepts. Somebody who is known
    /// already gives the password they have, and no name.
    record NewPerson(@Nullable String name, String password, Language locale) {}

    /// The number of an organization's account; null for the vendor.
    @Nullable Long account(Call call, @Nullable OrganizationId id) {
        return id == null ? null : accounts.number(call, id);
    }

    /// Invites an address, or finds the invitation that the same request has made before.
    Links.Made invite(
            Call call,
            @Nullable OrganizationId id,
            String email,
            Set<?> roles,
            Repeats.Request request) {
        Long account = account(call, id);
        List<String> names = roles.stream().map(r -> ((Enum<?>) r).name()).toList();
        if (database.readAll(sql -> isNew(sql, call, account, email, names, request))) {
            letters.take(call, email);
        }
        Links.Made made =
                trail.change(
                        call,
                        change -> {
                            Identity giver = givers.now(change.sql(), call, change.now());
                            Repeats.Earlier earlier =
                                    LinkStore.byRequest(change.sql(), request).orElse(null);
                            if (earlier == null) {
                                return offered(call, change, giver, account, email, names, request);
                            }
                            earlier.check(request);
                            call.repeated();
                            return new Links.Made(
                                    LinkStore.invitation(change.sql(), account, earlier.made())
                                            .orElseThrow(),
                                    repeats.secret(request, change.now()),
                                    false);
                        });
        if (!made.isNew()) {
            return made;
        }
        if (made.address() != null && !made.link().mailed()) {
            repeats.remember(request, made.address(), clock.instant());
        }
        if (made.link().mailed()) {
            String place =
                    account == null
                            ? null
                            : database.readAll(sql -> LinkStore.place(sql, account)).name();
            letters.invitation(made, email, place);
        }
        return made;
    }

    /// Whether a request would make an invitation that it has not made before; throws if the caller
    /// may not make it.
    private boolean isNew(
            JdbcClient sql,
            Call call,
            @Nullable Long account,
            String email,
            List<String> names,
            Repeats.Request request) {
        Identity giver = givers.now(sql, call, clock.instant());
        if (LinkStore.byRequest(sql, request).isPresent()) {
            return false;
        }
        checkOffer(sql, call, giver, account, email, names);
        return true;
    }

    private void checkOffer(
            JdbcClient sql,
            Call call,
            Identity giver,
            @Nullable Long account,
            String email,
            List<String> names) {
        LinkRights.checkInvitation(
                sql, giver, account == null ? null : LinkStore.place(sql, account), email, names);
        Person person = Persons.byEmail(sql, email).orElse(null);
        if (person != null && isThere(sql, account, person)) {
            throw new ProblemException(
                    ProblemCode.ALREADY_MEMBER,
                    email + " is already one of the people here: change their roles instead");
        }
        if (person != null && giver.knowsAll()) {
            // To others a refusal would tell whether the address is known; see Invitations.accept.
            letters.checkSends(call);
        }
    }

    private Links.Made offered(
            Call call,
            AuditTrail.AuditedChange change,
            Identity giver,
            @Nullable Long account,
            String email,
            List<String> names,
            Repeats.Request request) {
        JdbcClient sql = change.sql();
        checkOffer(sql, call, giver, account, email, names);
        LinkStore.revokeEarlier(sql, account, email, change.now());
        Links.Made made =
                links.make(
                        change,
                        Link.Kind.INVITATION,
                        email,
                        null,
                        account,
                        names,
                        call.identity().actor(),
                        letters.sends(call),
                        request);
        note(call, change, account, made.link(), null, Link.State.OPEN);
        return made;
    }

    List<Link> list(
            Call call,
            @Nullable OrganizationId id,
            LinkStore.Filter filter,
            Instant now,
            int most) {
        Long account = account(call, id);
        return account == null
                ? database.readAll(sql -> LinkStore.invitations(sql, null, filter, now, most))
                : database.read(
                        List.of(account),
                        sql -> LinkStore.invitations(sql, account, filter, now, most));
    }

    Link one(Call call, @Nullable OrganizationId id, UUID invitation) {
        Long account = account(call, id);
        return (account == null
                        ? database.readAll(sql -> LinkStore.invitation(sql, null, invitation))
                        : database.read(
                                List.of(account),
                                sql -> LinkStore.invitation(sql, account, invitation)))
                .orElseThrow(() -> unknown(invitation));
    }

    private static ProblemException unknown(UUID invitation) {
        return new ProblemException(ProblemCode.UNKNOWN_INVITATION, "no invitation " + invitation);
    }

    Link revoke(Call call, @Nullable OrganizationId id, UUID invitation) {
        Long account = account(call, id);
        return trail.change(
                call,
                change -> {
                    Link link =
                            LinkStore.invitation(change.sql(), account, invitation)
                                    .orElseThrow(() -> unknown(invitation));
                    if (link.state(change.now()) != Link.State.OPEN) {
                        return link;
                    }
                    LinkStore.revoke(change.sql(), invitation, change.now());
                    note(call, change, account, link, Link.State.OPEN, Link.State.REVOKED);
                    return LinkStore.invitation(change.sql(), account, invitation).orElseThrow();
                });
    }

    OpenedInvitation look(Call call, String secret) {
        signIn.slow(call);
        return database.readAll(sql -> {
            Link link = links.open(sql, Link.Kind.INVITATION, secret, clock.instant());
            Long account = link.account();
            return new OpenedInvitation(
                    link, account == null ? null : LinkStore.place(sql, account));
        });
    }

    /// Gives the roles to the person who has the link, and signs them in. Whoever made the link may
    /// have opened it as well, and does not learn from a refusal whether the address is known:
    /// without a name somebody signs in, known or not, and what a new person may have wrong comes
    /// before what only a known one may.
    Sessions.Begun accept(Call call, String secret, NewPerson wanted) {
        OpenedInvitation opened = look(call, secret);
        String email = email(opened.link);
        SignIn.Checked checked = signIn.tried(call, email, wanted.password);
        if (checked == null && wanted.name() == null) {
            throw signIn.refused(call, email);
        }
        String password =
                checked == null
                        ? passwords.hash(call.address(), wanted.password, ownWords(opened, wanted))
                        : "";
        if (checked == null && database.readAll(sql -> Persons.byEmail(sql, email).isPresent())) {
            throw signIn.refused(call, email);
        }
        Sessions.Begun begun = redeemed(call, secret, wanted, checked, password);
        if (checked == null) {
            signIn.giveBack(call, email);
        }
        return begun;
    }

    private static List<String> ownWords(OpenedInvitation opened, NewPerson wanted) {
        List<String> own = new ArrayList<>();
        own.add(email(opened.link));
        if (wanted.name != null) {
            own.add(wanted.name);
        }
        if (opened.place != null) {
            own.add(opened.place.name());
        }
        return own;
    }

    private Sessions.Begun redeemed(
            Call call,
            String secret,
            NewPerson wanted,
            SignIn.@Nullable Checked checked,
            String password) {
        return links.redeem(
                call,
                Link.Kind.INVITATION,
                secret,
                (change, link) -> {
                    JdbcClient sql = change.sql();
                    String email = email(link);
                    if (checked == null && Persons.byEmail(sql, email).isPresent()) {
                        throw new ProblemException(
                                ProblemCode.SIGN_IN_REFUSED,
                                "you have accepted another invitation meanwhile: repeat this one with"
                                        + " the password you chose there");
                    }
                    Person person =
                            checked != null
                                    ? checked.still(sql)
                                    : Persons.add(
                                            sql,
                                            email,
                                            Objects.requireNonNull(wanted.name),
                                            wanted.locale,
                                            password,
                                            change.now());
                    join(change, link, person);
                    note(call, change, link.account(), link, Link.State.OPEN, Link.State.ACCEPTED);
                    return person;
                });
    }

    private void join(AuditTrail.AuditedChange change, Link link, Person person) {
        Long account = link.account();
        if (account == null) {
            Persons.joinVendor(
                    change.sql(),
                    person.id(),
                    LinkRights.constants(link.roles(), VendorRole.class),
                    change.now());
        } else {
            Persons.join(
                    change.sql(),
                    account,
                    person.id(),
                    LinkRights.constants(link.roles(), OrganizationRole.class),
                    change.now());
        }
    }

    private boolean isThere(JdbcClient sql, @Nullable Long account, Person person) {
        return account == null
                ? !Persons.vendorRoles(sql, person.id()).isEmpty()
                : Persons.isMember(sql, account, person.id());
    }

    private static void note(
            Call call,
            AuditTrail.AuditedChange change,
            @Nullable Long account,
            Link link,
            Link.@Nullable State before,
            Link.State after) {
        Integer realm = account == null ? null : LinkStore.place(change.sql(), account).realm();
        change.note(
                new AuditTrail.Event(
                        call.route().action(),
                        realm,
                        account,
                        link.id().toString(),
                        before == null ? null : noted(link, before),
                        noted(link, after)));
    }

    private static Noted noted(Link link, Link.State state) {
        return new Noted(link.email(), link.roles(), state.name());
    }

    private static String email(Link link) {
        return Objects.requireNonNull(link.email());
    }
}

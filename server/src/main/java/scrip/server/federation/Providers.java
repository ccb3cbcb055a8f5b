package scrip.server.federation;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.KeyRights;
import scrip.server.people.Givers;
import scrip.server.people.LetIn;
import scrip.server.people.ProviderRoles;
import scrip.server.people.ProviderWord;
import scrip.server.role.Actor;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Makes, changes, tests and removes identity providers.
final class Providers {

    private final Database database;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final Revision revision;
    private final Givers givers;
    private final Registrations registrations;
    private final ProviderSecrets secrets;

    Providers(
            Database database,
            Accounts accounts,
            AuditTrail trail,
            Revision revision,
            Givers givers,
            Registrations registrations,
            ProviderSecrets secrets) {
        this.database = database;
        this.accounts = accounts;
        this.trail = trail;
        this.revision = revision;
        this.givers = givers;
        this.registrations = registrations;
        this.secrets = secrets;
    }

    /// A provider as somebody wants it.
    ///
    /// @param secret null to keep the one before
    /// @param roles which role the people of which group get
    record Wanted(
            String name,
            String issuer,
            String clientId,
            @Nullable String secret,
            List<String> scopes,
            List<String> domains,
            @Nullable String groupsClaim,
            boolean makesPeople,
            boolean enabled,
            List<Mapping> roles) {

        /// Whether it is another client than before, or at another issuer.
        boolean isElsewhere(IdentityProvider before) {
            return !before.issuer().equals(issuer) || !before.clientId().equals(clientId);
        }
    }

    /// @param role the name of a constant
    record Mapping(String group, String role) {}

    /// A provider with the roles of its groups.
    ///
    /// @param isAnsweredFor whether whoever set it up still may
    record Whole(
            IdentityProvider provider,
            List<IdentityProvider.GroupRole> roles,
            String callback,
            boolean isAnsweredFor) {}

    private record Noted(
            String name,
            String issuer,
            String clientId,
            List<String> scopes,
            List<String> domains,
            @Nullable String groupsClaim,
            boolean makesPeople,
            boolean enabled,
            boolean needsConfirmation,
            List<Mapping> roles) {

        static Noted of(Whole whole) {
            IdentityProvider p = whole.provider;
            return new Noted(
                    p.name(),
                    p.issuer(),
                    p.clientId(),
                    p.scopes(),
                    p.domains(),
                    p.groupsClaim(),
                    p.makesPeople(),
                    p.enabled(),
                    !whole.isAnsweredFor,
                    whole.roles.stream().map(r -> new Mapping(r.group(), r.role())).toList());
        }
    }

    static ProblemException unknown(UUID id) {
        return new ProblemException(
                ProblemCode.UNKNOWN_PROVIDER, "no identity provider " + id + " here");
    }

    List<Whole> of(Call call, @Nullable OrganizationId organization) {
        Long account = account(call, organization);
        // Whoever set one up may belong there no longer, or work for the vendor.
        return database.readAll(sql -> wholes(sql, account));
    }

    private List<Whole> wholes(JdbcClient sql, @Nullable Long account) {
        return IdentityProviders.of(sql, account).stream().map(p -> whole(sql, p)).toList();
    }

    private Whole whole(JdbcClient sql, IdentityProvider provider) {
        return new Whole(
                provider,
                IdentityProviders.roles(sql, provider.id()),
                registrations.callback(provider.id()),
                ProviderWord.isAnsweredFor(sql, provider.id()));
    }

    Whole make(Call call, @Nullable OrganizationId organization, Wanted wanted) {
        checkIssuer(wanted.issuer);
        Long account = account(call, organization);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        String secret = Objects.requireNonNull(wanted.secret);
        return trail.change(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    Identity giver = givers.now(sql, call, change.now());
                    if (IdentityProviders.of(sql, account).size() >= IdentityProviders.MOST) {
                        throw new ProblemException(
                                ProblemCode.INPUT_INVALID,
                                "there are "
                                        + IdentityProviders.MOST
                                        + " identity providers: remove one first");
                    }
                    checkDomains(giver, List.of(), wanted.domains);
                    IdentityProvider provider =
                            new IdentityProvider(
                                    id,
                                    call.realm().number(),
                                    account,
                                    wanted.name,
                                    wanted.issuer,
                                    wanted.clientId,
                                    wanted.scopes,
                                    wanted.domains,
                                    wanted.groupsClaim,
                                    wanted.makesPeople,
                                    wanted.enabled,
                                    change.now(),
                                    call.actorName(),
                                    person(sql, giver));
                    IdentityProviders.add(sql, provider, secrets.sealed(id, secret));
                    setRoles(sql, giver, provider, wanted.roles, change.now());
                    return noted(call, change, null, whole(sql, provider));
                });
    }

    Whole change(Call call, @Nullable OrganizationId organization, UUID id, Wanted wanted) {
        checkIssuer(wanted.issuer);
        Long account = account(call, organization);
        Whole changed =
                trail.change(
                        call,
                        change -> {
                            JdbcClient sql = change.sql();
                            Identity giver = givers.now(sql, call, change.now());
                            Whole before = whole(sql, one(sql, account, id));
                            boolean elsewhere = wanted.isElsewhere(before.provider);
                            IdentityProvider after = changed(sql, giver, before, wanted, elsewhere);
                            IdentityProviders.change(
                                    sql,
                                    after,
                                    wanted.secret == null
                                            ? null
                                            : secrets.sealed(id, wanted.secret));
                            setRoles(sql, giver, after, wanted.roles, change.now());
                            if (elsewhere) {
                                // Whom it knew was told by another.
                                FederatedIdentities.removeAll(sql, id);
                            }
                            LetIn.keepAll(sql, id, change.now());
                            if (elsewhere || !before.isAnsweredFor || !after.enabled()) {
                                FederatedIdentities.endSessions(sql, id);
                            }
                            return noted(call, change, before, whole(sql, after));
                        });
        revision.raise();
        return changed;
    }

    private static IdentityProvider changed(
            JdbcClient sql, Identity giver, Whole known, Wanted wanted, boolean elsewhere) {
        IdentityProvider before = known.provider;
        checkDomains(giver, before.domains(), wanted.domains);
        // The vendor gave them to the provider that was there.
        boolean lost = elsewhere && !giver.may(Permission.VENDOR_SIGN_ON_WRITE);
        List<String> domains = lost ? List.of() : wanted.domains;
        boolean says =
                elsewhere
                        || !known.isAnsweredFor
                        || wanted.secret != null
                        || !domains.equals(before.domains())
                        || wanted.makesPeople != before.makesPeople();
        return new IdentityProvider(
                before.id(),
                before.realm(),
                before.account(),
                wanted.name,
                wanted.issuer,
                wanted.clientId,
                wanted.scopes,
                domains,
                wanted.groupsClaim,
                wanted.makesPeople,
                wanted.enabled,
                before.madeAt(),
                before.madeBy(),
                says ? person(sql, giver) : before.maker());
    }

    void remove(Call call, @Nullable OrganizationId organization, UUID id) {
        Long account = account(call, organization);
        trail.change(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    givers.now(sql, call, change.now());
                    Whole before = whole(sql, one(sql, account, id));
                    FederatedIdentities.endSessions(sql, id);
                    FederatedIdentities.removeAll(sql, id);
                    if (!ProviderRoles.takeAll(sql, id, account)) {
                        throw account == null
                                ? new ProblemException(
                                        ProblemCode.LAST_ADMINISTRATOR,
                                        "the vendor's administrators are all by this provider: make one"
                                                + " by hand first")
                                : new ProblemException(
                                        ProblemCode.LAST_OWNER,
                                        "the organization's owners are all by this provider: make one by"
                                                + " hand first");
                    }
                    IdentityProviders.remove(sql, id);
                    note(call, change, before, null);
                    return null;
                });
        revision.raise();
    }

    /// One of those of an organization, or of the vendor.
    IdentityProvider one(Call call, @Nullable OrganizationId organization, UUID id) {
        Long account = account(call, organization);
        return database.readAll(sql -> one(sql, account, id));
    }

    private @Nullable Long account(Call call, @Nullable OrganizationId organization) {
        return organization == null ? null : (Long) accounts.number(call, organization);
    }

    private static IdentityProvider one(JdbcClient sql, @Nullable Long account, UUID id) {
        return IdentityProviders.byId(sql, id)
                .filter(p -> Objects.equals(p.account(), account))
                .orElseThrow(() -> unknown(id));
    }

    private static void checkIssuer(String issuer) {
        try {
            Discovery.checkIssuer(issuer);
        } catch (ProviderFault fault) {
            throw new ProblemException(
                    ProblemCode.PROVIDER_NOT_ACCEPTED, String.valueOf(fault.getMessage()));
        }
    }

    /// Throws unless somebody may say whose addresses a provider is believed about.
    private static void checkDomains(Identity giver, List<String> before, List<String> after) {
        if (!before.containsAll(after) && !giver.may(Permission.VENDOR_SIGN_ON_WRITE)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "the vendor says whose addresses a provider is believed about: ask it to add the"
                            + " domain");
        }
    }

    /// Those that are new are written by the giver, who has to be allowed to give them. The others
    /// stay whoever's they were.
    private static void setRoles(
            JdbcClient sql,
            Identity giver,
            IdentityProvider provider,
            List<Mapping> wanted,
            Instant now) {
        List<IdentityProvider.GroupRole> before = IdentityProviders.roles(sql, provider.id());
        List<IdentityProvider.GroupRole> after = new ArrayList<>();
        for (Mapping one : wanted) {
            IdentityProvider.GroupRole known =
                    before.stream()
                            .filter(r -> r.group().equals(one.group) && r.role().equals(one.role))
                            .findFirst()
                            .orElse(null);
            boolean may = GroupRoles.may(sql, giver, provider, null, one.role);
            if (known == null && !may) {
                GroupRoles.check(sql, giver, provider.account(), null, one.role);
            }
            // Whoever saves them again, and may, answers for them from now on.
            after.add(
                    known != null && !may
                            ? known
                            : new IdentityProvider.GroupRole(
                                    one.group, one.role, person(sql, giver), now));
        }
        IdentityProviders.setRoles(sql, provider.id(), after);
    }

    /// The person who answers for what is said; null for the emergency token.
    private static @Nullable UUID person(JdbcClient sql, Identity giver) {
        Actor actor = giver.actor();
        return switch (actor.kind()) {
            case PERSON -> actor.id();
            case KEY -> {
                UUID person = KeyRights.person(sql, Objects.requireNonNull(actor.id()));
                if (person == null) {
                    throw new ProblemException(
                            ProblemCode.FORBIDDEN,
                            "the key is bound to nobody, and somebody has to answer for a provider: use"
                                    + " one that a person made");
                }
                yield person;
            }
            case PROGRAM, SYSTEM, NOBODY -> null;
        };
    }

    private static Whole noted(
            Call call, AuditTrail.AuditedChange change, @Nullable Whole before, Whole after) {
        note(call, change, before, after);
        return after;
    }

    private static void note(
            Call call,
            AuditTrail.AuditedChange change,
            @Nullable Whole before,
            @Nullable Whole after) {
        IdentityProvider provider = Objects.requireNonNull(after == null ? before : after).provider;
        change.note(
                provider.event(
                        call.route().action(),
                        provider.id(),
                        before == null ? null : Noted.of(before),
                        after == null ? null : Noted.of(after)));
    }
}

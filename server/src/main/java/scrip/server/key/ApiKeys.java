package scrip.server.key;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.database.CommitOrder;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.people.Givers;
import scrip.server.people.LetIn;
import scrip.server.role.Actor;
import scrip.server.role.Asker;
import scrip.server.role.Granted;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;

/// Creates, rotates and revokes API keys.
final class ApiKeys {

    private static final int SECRETS_MAX = 2;
    private static final int HINT_CHARACTERS = 4;

    /// More units of work than a machine with two processors answers over HTTP.
    private static final int UNITS_USUAL = 200_000;

    private final Database database;
    private final KeyList list;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final Revision revision;
    private final Givers givers;
    private final Repeats repeats;
    private final InstantSource clock;

    ApiKeys(
            Database database,
            KeyList list,
            Accounts accounts,
            AuditTrail trail,
            Revision revision,
            Givers givers,
            Repeats repeats,
            InstantSource clock) {
        this.database = database;
        this.list = list;
        this.accounts = accounts;
        this.trail = trail;
        this.revision = revision;
        this.givers = givers;
        this.repeats = repeats;
        this.clock = clock;
    }

    /// A key to be created or changed.
    ///
    /// @param organization null for the key of a product or of the vendor
    /// @param product null for the key of an organization or of the vendor
    /// @param provider of a directory that calls with it; null for every other key
    /// @param addresses the networks from which it works; empty: from anywhere
    /// @param unitsPerSecond null for the usual number
    record NewKey(
            @Nullable OrganizationId organization,
            @Nullable String product,
            @Nullable UUID provider,
            String name,
            List<Permission> actions,
            List<String> addresses,
            Instant expiresAt,
            @Nullable Integer unitsPerSecond) {}

    /// A key with its valid secrets.
    ///
    /// @param lost those of its actions that whoever made it may no longer do
    record Whole(
            KeyStore.Key key, List<KeyStore.KeySecret> secrets, List<String> lost, Instant now) {}

    /// A key with a secret that is shown only this once.
    ///
    /// @param secret null if it is remembered no longer
    record Made(Whole whole, @Nullable String secret) {}

    private record Noted(
            String name,
            @Nullable String product,
            @Nullable UUID provider,
            List<String> actions,
            List<String> addresses,
            Instant expiresAt,
            boolean active,
            int unitsPerSecond,
            List<String> secrets) {

        static Noted of(Whole whole) {
            KeyStore.Key key = whole.key();
            return new Noted(
                    key.name(),
                    key.product(),
                    key.provider(),
                    key.actions(),
                    key.addresses(),
                    key.expiresAt(),
                    key.isActive(whole.now()),
                    key.unitsPerSecond(),
                    whole.secrets().stream().map(KeyStore.KeySecret::hint).toList());
        }
    }

    Instant now() {
        return clock.instant();
    }

    List<Whole> page(
            Call call, @Nullable OrganizationId organization, KeyStore.Filter filter, int most) {
        return list.page(call.realm().number(), account(call, organization), filter, most);
    }

    /// Makes a key, or finds the one that the same request has made before.
    Made make(Call call, NewKey wanted, Repeats.Request request) {
        Long account = account(call, wanted.organization);
        Made made =
                trail.change(
                        call,
                        change -> {
                            JdbcClient sql = change.sql();
                            Identity giver = givers.now(sql, call, change.now());
                            checkMayAll(call, giver, wanted.organization, wanted.actions);
                            Repeats.Earlier earlier = KeyStore.byRequest(sql, request).orElse(null);
                            if (earlier == null) {
                                return made(call, change, giver, account, wanted, request);
                            }
                            earlier.check(request);
                            call.repeated();
                            return new Made(
                                    whole(change, KeyStore.byId(sql, earlier.made()).orElseThrow()),
                                    repeats.secret(request, change.now()));
                        });
        if (made.secret != null) {
            repeats.remember(request, made.secret, clock.instant());
        }
        return new Made(list.weighed(made.whole), made.secret);
    }

    private Made made(
            Call call,
            AuditTrail.AuditedChange change,
            Identity giver,
            @Nullable Long account,
            NewKey wanted,
            Repeats.Request request) {
        OrganizationId organization = wanted.organization;
        Actor actor = call.identity().actor();
        boolean byKey = actor.kind() == Actor.Kind.KEY;
        if (Lineage.makers(giver) >= KeyRights.MAKERS_MAX) {
            throw forbidden("too many keys made each other: a person makes the next one");
        }
        if (wanted.provider != null
                && !KeyStore.hasProvider(
                        change.sql(), call.realm().number(), account, wanted.provider)) {
            throw new ProblemException(
                    ProblemCode.INPUT_INVALID,
                    "body /provider: there is no such identity provider here");
        }
        KeyStore.Key key =
                new KeyStore.Key(
                        CommitOrder.next(change.sql()),
                        call.realm().number(),
                        account,
                        wanted.product,
                        wanted.name,
                        wanted.actions.stream().map(Permission::code).toList(),
                        wanted.addresses,
                        change.now(),
                        call.actorName(),
                        actor.kind() == Actor.Kind.PERSON ? actor.id() : null,
                        byKey ? actor.id() : null,
                        wanted.expiresAt,
                        null,
                        Lineage.units(giver, wanted.unitsPerSecond, UNITS_USUAL),
                        wanted.provider,
                        organization == null ? null : organization.value());
        KeyStore.add(change.sql(), key, request);
        if (wanted.provider != null) {
            LetIn.keepAll(change.sql(), wanted.provider, change.now());
        }
        String secret = addSecret(call, change, key);
        Whole whole = whole(change, key);
        note(call, change, null, whole);
        return new Made(whole, secret);
    }

    Made rotate(Call call, @Nullable OrganizationId organization, UUID id, int oldHours) {
        Actor caller = call.identity().actor();
        checkLine(call, organization, id, (sql, key) -> Lineage.checkRotates(sql, caller, key));
        Made made =
                trail.change(
                        call,
                        change -> {
                            Instant now = change.now();
                            KeyStore.Key key = find(call, change.sql(), organization, id);
                            checkMayAll(
                                    call,
                                    givers.now(change.sql(), call, now),
                                    organization,
                                    key.actions().stream()
                                            .flatMap(a -> Permission.of(a).stream())
                                            .toList());
                            Whole before = whole(change, key);
                            List<KeyStore.KeySecret> working = before.secrets();
                            if (!key.isActive(now)) {
                                throw ended();
                            }
                            if (working.size() >= SECRETS_MAX) {
                                throw new ProblemException(
                                        ProblemCode.KEY_ROTATING,
                                        "the key already has two valid secrets: end one first");
                            }
                            Instant end = now.plus(Duration.ofHours(oldHours));
                            working.forEach(s -> KeyStore.end(change.sql(), id, s.id(), end));
                            String secret = addSecret(call, change, key);
                            Whole after = whole(change, key);
                            note(call, change, before, after);
                            return new Made(after, secret);
                        });
        revision.raise();
        return new Made(list.weighed(made.whole), made.secret);
    }

    /// Checks where a key stands in its line before a change begins, since others wait for that one
    /// and no line ever changes.
    private void checkLine(
            Call call,
            @Nullable OrganizationId organization,
            UUID id,
            BiConsumer<JdbcClient, KeyStore.Key> check) {
        database.readAll(sql -> {
            check.accept(sql, find(call, sql, organization, id));
            return null;
        });
    }

    /// Changes how many units of work a key may ask each second.
    ///
    /// @param check throws if the key is not as the caller knows it
    Whole limit(
            Call call,
            @Nullable OrganizationId organization,
            UUID id,
            int unitsPerSecond,
            Consumer<Whole> check) {
        Actor caller = call.identity().actor();
        checkLine(call, organization, id, (sql, key) -> Lineage.checkLimits(sql, caller, key));
        Whole whole =
                trail.change(
                        call,
                        change -> {
                            KeyStore.Key key = find(call, change.sql(), organization, id);
                            Whole before = whole(change, key);
                            check.accept(before);
                            if (!key.isActive(change.now())) {
                                throw ended();
                            }
                            KeyStore.limit(change.sql(), id, unitsPerSecond);
                            Whole after = whole(change, find(call, change.sql(), organization, id));
                            note(call, change, before, after);
                            return after;
                        });
        revision.raise();
        return list.weighed(whole);
    }

    Whole revoke(Call call, @Nullable OrganizationId organization, UUID id) {
        Whole whole =
                trail.change(
                        call,
                        change -> {
                            KeyStore.Key key = find(call, change.sql(), organization, id);
                            Whole before = whole(change, key);
                            if (key.revokedAt() != null) {
                                return before;
                            }
                            KeyStore.revoke(change.sql(), id, change.now());
                            Whole after = whole(change, find(call, change.sql(), organization, id));
                            note(call, change, before, after);
                            return after;
                        });
        revision.raise();
        return list.weighed(whole);
    }

    Whole endSecret(Call call, @Nullable OrganizationId organization, UUID id, UUID secret) {
        Whole whole =
                trail.change(
                        call,
                        change -> {
                            KeyStore.Key key = find(call, change.sql(), organization, id);
                            Whole before = whole(change, key);
                            if (!KeyStore.end(change.sql(), id, secret, change.now())) {
                                throw unknown(secret);
                            }
                            Whole after = whole(change, key);
                            note(call, change, before, after);
                            return after;
                        });
        revision.raise();
        return list.weighed(whole);
    }

    /// Throws unless somebody has every permission of a key: whoever sees its secret has them all.
    private static void checkMayAll(
            Call call,
            Identity giver,
            @Nullable OrganizationId organization,
            List<Permission> actions) {
        Asker asker = new Asker(call.realm(), giver, call.requestId(), null);
        for (Permission action : actions) {
            if (organization != null) {
                Granted _ = asker.granted(action, organization);
            } else if (!giver.may(action)) {
                throw forbidden("this needs the permission " + action.code() + ": see /v1/roles");
            }
        }
    }

    private String addSecret(Call call, AuditTrail.AuditedChange change, KeyStore.Key key) {
        String begin = call.realm().isLive() ? KeyRing.LIVE : KeyRing.TEST;
        String secret = begin + Secret.fresh();
        KeyStore.addSecret(
                change.sql(),
                new KeyStore.KeySecret(
                        UuidCreator.getTimeOrderedEpoch(),
                        key.id(),
                        secret.substring(0, begin.length() + HINT_CHARACTERS) + "…",
                        change.now(),
                        key.expiresAt(),
                        null,
                        null),
                key.account(),
                Secret.hash(secret));
        return secret;
    }

    private KeyStore.Key find(
            Call call, JdbcClient sql, @Nullable OrganizationId organization, UUID id) {
        return KeyStore.one(sql, call.realm().number(), account(call, organization), id)
                .orElseThrow(() -> unknown(id));
    }

    /// A key as a change finds or leaves it. What it has lost is none of its state.
    private static Whole whole(AuditTrail.AuditedChange change, KeyStore.Key key) {
        Instant now = change.now();
        return new Whole(key, KeyStore.secrets(change.sql(), key.id(), now), List.of(), now);
    }

    private @Nullable Long account(Call call, @Nullable OrganizationId id) {
        return id == null ? null : accounts.number(call, id);
    }

    private static void note(
            Call call, AuditTrail.AuditedChange change, @Nullable Whole before, Whole after) {
        KeyStore.Key key = after.key();
        change.note(
                new AuditTrail.Event(
                        call.route().action(),
                        key.realm(),
                        key.account(),
                        key.id().toString(),
                        before == null ? null : Noted.of(before),
                        Noted.of(after)));
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemCode.FORBIDDEN, detail);
    }

    private static ProblemException ended() {
        return new ProblemException(
                ProblemCode.KEY_ENDED, "the key was revoked or has expired: make a new one");
    }

    static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemCode.UNKNOWN_API_KEY, "no key or secret " + id);
    }
}

package scrip.server.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.CommitOrder;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.key.KeyRights;
import scrip.server.key.Repeats;
import scrip.server.key.Secret;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Actor;
import scrip.server.trail.AuditTrail;

/// Creates and redeems links.
final class Links {

    static final Duration INVITATION = Duration.ofDays(7);
    static final Duration RESET = Duration.ofHours(24);

    /// How long the set-up link works, unless it is used or the server stops before.
    static final Duration SET_UP = Duration.ofDays(30);

    private final Site site;
    private final Sessions sessions;
    private final AuditTrail trail;

    Links(Site site, Sessions sessions, AuditTrail trail) {
        this.site = site;
        this.sessions = sessions;
        this.trail = trail;
    }

    /// A link and its URL, which is not stored.
    ///
    /// @param address null if it is remembered no longer
    /// @param isNew false if the same request had made it before
    record Made(Link link, @Nullable String address, boolean isNew) {}

    /// Makes a link of a request that cannot be repeated.
    Made make(
            AuditTrail.AuditedChange change,
            Link.Kind kind,
            @Nullable String email,
            @Nullable UUID person,
            @Nullable Long account,
            List<String> roles,
            Actor by,
            boolean mailed) {
        return make(change, kind, email, person, account, roles, by, mailed, null);
    }

    /// @param request that makes it, if it can be repeated; null otherwise
    Made make(
            AuditTrail.AuditedChange change,
            Link.Kind kind,
            @Nullable String email,
            @Nullable UUID person,
            @Nullable Long account,
            List<String> roles,
            Actor by,
            boolean mailed,
            Repeats.@Nullable Request request) {
        Duration length =
                switch (kind) {
                    case INVITATION -> INVITATION;
                    case RESET -> RESET;
                    case SET_UP -> SET_UP;
                    case ADDRESS -> RESET;
                };
        String page =
                switch (kind) {
                    case INVITATION -> "accept-invitation";
                    case RESET -> "reset-password";
                    case SET_UP -> "set-up";
                    case ADDRESS -> "prove-address";
                };
        String secret = Secret.fresh();
        Link link =
                new Link(
                        CommitOrder.next(change.sql()),
                        kind,
                        email,
                        person,
                        account,
                        roles,
                        change.now(),
                        by.name(),
                        maker(change.sql(), by),
                        by.kind() == Actor.Kind.KEY ? by.id() : null,
                        mailed,
                        change.now().plus(length),
                        null,
                        null);
        LinkStore.add(change.sql(), link, Secret.hash(secret), request);
        return new Made(link, site.link(page, secret), true);
    }

    private static @Nullable UUID maker(JdbcClient sql, Actor by) {
        return switch (by.kind()) {
            case PERSON -> by.id();
            case KEY -> KeyRights.person(sql, Objects.requireNonNull(by.id()));
            case PROGRAM, SYSTEM, NOBODY -> null;
        };
    }

    /// Uses the open link of a secret up, and signs its person in.
    ///
    /// @param work gives them what the link is for
    Sessions.Begun redeem(
            Call call,
            Link.Kind kind,
            String secret,
            BiFunction<AuditTrail.AuditedChange, Link, Person> work) {
        Sessions.Begun begun =
                trail.change(
                        call,
                        change -> {
                            Link link = open(change.sql(), kind, secret, change.now());
                            LinkStore.use(change.sql(), link.id(), change.now());
                            Person person = work.apply(change, link);
                            if (link.mailed()) {
                                Persons.prove(
                                        change.sql(),
                                        person.id(),
                                        Persons.EmailProof.MAIL,
                                        change.now());
                            }
                            if (kind != Link.Kind.RESET) {
                                LinkStore.taken(change.sql(), link.id(), person.id());
                            }
                            return sessions.begin(call, change, person, SignInMethod.LINK);
                        });
        sessions.changed();
        return begun;
    }

    /// The open link of a secret, if whoever made it may still do so.
    ///
    /// @throws ProblemException if there is none
    Link open(JdbcClient sql, Link.Kind kind, String secret, Instant now) {
        Optional<Link> found = LinkStore.byHash(sql, Secret.hash(secret));
        Link link =
                found.filter(l -> l.kind() == kind && l.state(now) == Link.State.OPEN)
                        .orElseThrow(Links::unknown);
        try {
            LinkRights.check(sql, link, now);
        } catch (ProblemException _) {
            throw unknown();
        }
        return link;
    }

    static ProblemException unknown() {
        return new ProblemException(
                ProblemCode.UNKNOWN_LINK,
                "the link was used, has expired, was revoked, never existed, or was made by somebody"
                        + " who may no longer do so: ask for a new one");
    }
}

package scrip.server.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;
import tools.jackson.databind.JsonNode;

/// An organization, or the vendor, with an identity provider, a domain that is bound to it, and the
/// key of its directory.
record Place(@Nullable String organization, UUID provider, String domain, Caller directory) {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /// An organization of its own.
    static Place fresh() {
        String organization = "scim-" + NUMBERS.incrementAndGet();
        TestServer.live()
                .put(
                        "/v1/organizations/" + organization,
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Hospital\"}")
                .is(200);
        return of(organization);
    }

    /// Another provider of an organization, or one of the vendor.
    static Place of(@Nullable String organization) {
        UUID provider = UuidCreator.getTimeOrderedEpoch();
        String domain = "d" + NUMBERS.incrementAndGet() + ".example";
        TestServer.server()
                .database()
                .transact(sql ->
                        sql.sql(
                                        """
                                        insert into identity_providers (
                                            provider, realm, account, name, issuer, client_id, secret, scopes,
                                            domains, made_at, made_by)
                                        select :provider, r.realm,
                                            (select account from accounts a
                                             where a.realm = r.realm and a.id = cast(:organization as text)),
                                            'Directory', 'https://' || :domain, 'scrip', 'x', '{}',
                                            array[:domain], now(), 'test'
                                        from realms r
                                        where r.name = 'live'
                                        """)
                                .param("provider", provider)
                                .param("organization", organization)
                                .param("domain", domain)
                                .update());
        return new Place(organization, provider, domain, key(organization, provider));
    }

    static Caller key(@Nullable String organization, UUID provider) {
        return new Caller(
                TestServer.root(),
                TestServer.live()
                        .post(
                                keys(organization),
                                """
                                {"name": "Directory", "actions": ["people.provision"],
                                 "provider": "%s", "expires_at": "%s"}
                                """
                                        .formatted(
                                                provider, Instant.now().plus(Duration.ofDays(300))))
                        .is(201)
                        .has("/provider", provider.toString())
                        .at("/secret"),
                null);
    }

    static String keys(@Nullable String organization) {
        return organization == null ? "/v1/keys" : "/v1/organizations/" + organization + "/keys";
    }

    /// Lets a group give a role.
    ///
    /// @param writer null for the emergency token
    Place maps(String group, String role, @Nullable UUID writer) {
        TestServer.server()
                .database()
                .transact(sql ->
                        sql.sql(
                                        """
                                        insert into provider_roles (provider, group_name, role, writer, written_at)
                                        values (:provider, :group, :role, :writer, now())
                                        """)
                                .param("provider", provider)
                                .param("group", group)
                                .param("role", role)
                                .param("writer", writer)
                                .update());
        return this;
    }

    /// Gives the directory groups that have the same members.
    Place fill(int groups, int members) {
        TestServer.server()
                .database()
                .transact(sql -> {
                    sql.sql(
                                    """
                                    with people as (
                                        insert into persons (person, email, name, locale, made_at)
                                        select gen_random_uuid(), 'p' || n || '@' || :domain, 'P', 'en', now()
                                        from generate_series(1, :members) n
                                        returning person, email)
                                    insert into directory_users (
                                        directory_user, provider, account, person, user_name, active,
                                        made_person, confirmed_at, version, made_at, changed_at)
                                    select person, p.provider, p.account, person, email, true, true, now(), 1,
                                        now(), now()
                                    from people, identity_providers p
                                    where p.provider = :provider
                                    """)
                            .param("domain", domain)
                            .param("members", members)
                            .param("provider", provider)
                            .update();
                    sql.sql(
                                    """
                                    insert into directory_groups (
                                        directory_group, provider, display_name, version, made_at, changed_at)
                                    select gen_random_uuid(), :provider, 'g' || n, 1, now(), now()
                                    from generate_series(1, :groups) n
                                    """)
                            .param("provider", provider)
                            .param("groups", groups)
                            .update();
                    sql.sql(
                                    """
                                    insert into directory_members (directory_group, directory_user, person)
                                    select g.directory_group, u.directory_user, u.person
                                    from directory_groups g
                                    join directory_users u on u.provider = g.provider
                                    where g.provider = :provider
                                    """)
                            .param("provider", provider)
                            .update();
                    return null;
                });
        return this;
    }

    String path(String rest) {
        return "/scim/v2/" + provider + rest;
    }

    Answer get(String rest) {
        return send("GET", rest, null);
    }

    Answer send(String method, String rest, @Nullable String body) {
        return sent(directory, method, path(rest), body);
    }

    /// Sends a request and checks what every answer has.
    static Answer sent(Caller caller, String method, String path, @Nullable String body) {
        Map<String, String> headers =
                body == null
                        ? Map.of()
                        : Map.of("Content-Type", "application/scim+json; charset=utf-8");
        Answer answer = caller.send(method, path, body, headers);
        if (answer.status() == 204) {
            assertEquals("", answer.text());
        } else {
            assertEquals("application/scim+json", answer.header("Content-Type"), answer.text());
        }
        if (answer.status() >= 400) {
            answer.has("/schemas/0", "urn:ietf:params:scim:api:messages:2.0:Error")
                    .has("/status", Integer.toString(answer.status()));
        }
        return answer;
    }

    /// Sends a recorded request.
    ///
    /// @param names what stands for `{user}` and `{group}`
    Answer play(String fixture, Map<String, String> names) {
        String text = read(fixture);
        Map<String, String> all = new HashMap<>(names);
        all.put("domain", domain);
        for (Map.Entry<String, String> name : all.entrySet()) {
            text = text.replace("{" + name.getKey() + "}", name.getValue());
        }
        List<String> lines = text.lines().filter(l -> !l.startsWith("#")).toList();
        String[] first = lines.getFirst().split(" ", 2);
        String body = String.join("\n", lines.subList(1, lines.size()));
        return send(first[0], first[1], body.isBlank() ? null : body);
    }

    Answer play(String fixture) {
        return play(fixture, Map.of());
    }

    Answer play(String fixture, String user) {
        return play(fixture, Map.of("user", user));
    }

    static String read(String fixture) {
        try (var in = Place.class.getResourceAsStream("/scim/" + fixture + ".http")) {
            return new String(
                    Objects.requireNonNull(in, fixture).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Makes a user with an address of the domain.
    Answer user(String name) {
        return user(name, "");
    }

    Answer user(String name, String more) {
        return send(
                "POST",
                "/Users",
                "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"], \"userName\": \"%s\"%s}"
                        .formatted(address(name), more));
    }

    String address(String name) {
        return name + "@" + domain;
    }

    Answer group(String name, String... users) {
        StringBuilder members = new StringBuilder();
        for (String user : users) {
            members.append(members.isEmpty() ? "" : ", ")
                    .append("{\"value\": \"")
                    .append(user)
                    .append("\"}");
        }
        return send(
                "POST",
                "/Groups",
                "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"], \"displayName\": \"%s\", \"members\": [%s]}"
                        .formatted(name, members));
    }

    /// Changes something by one step.
    Answer patch(String rest, String operation) {
        return send(
                "PATCH",
                rest,
                "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": [%s]}"
                        .formatted(operation));
    }

    /// The roles of somebody in the organization; empty if they are none of its people.
    List<String> roles(String email) {
        JsonNode people = TestServer.live().get(people()).is(200).json().at("/items");
        for (JsonNode one : people) {
            if (one.at("/email").asString().equals(email)) {
                return one.at("/roles").values().stream().map(JsonNode::asString).toList();
            }
        }
        return List.of();
    }

    String people() {
        return organization == null
                ? "/v1/staff?limit=200"
                : "/v1/organizations/" + organization + "/people";
    }

    /// The id of the person with an address.
    static UUID person(String email) {
        return TestServer.server()
                .database()
                .readAll(sql ->
                        sql.sql("select person from persons where email = :email")
                                .param("email", email)
                                .query(UUID.class)
                                .single());
    }
}

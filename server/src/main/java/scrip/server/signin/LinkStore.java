package scrip.server.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;
import scrip.server.key.Repeats;
import scrip.server.people.Grants;
import scrip.server.people.LetIn;

/// Reads and writes links.
final class LinkStore {

    private static final String COLUMNS =
            """
            select link as id, kind, email, person, account, roles, made_at, made_by, maker, maker_key, mailed,
                expires_at, used_at, revoked_at
            from links
            """;

    private LinkStore() {}

    /// The organization named in an invitation.
    record InvitingOrganization(long account, int realm, String id, String name) {

        Grants.Place grantPlace() {
            return new Grants.Place(account, realm, new OrganizationId(id));
        }
    }

    /// @param request what made it, if that can be repeated; null otherwise
    static void add(JdbcClient sql, Link link, byte[] hash, Repeats.@Nullable Request request) {
        sql.sql(
                        """
                        insert into links (
                            link, hash, kind, email, person, account, roles, made_at, made_by,
                            maker, maker_key, mailed, expires_at, request, content)
                        values (
                            :id, :hash, :kind, :email, :person, :account, :roles, :madeAt, :madeBy,
                            :maker, :makerKey, :mailed, :expiresAt, :request, :content)
                        """)
                .params(Records.parameters(link))
                .param("hash", hash)
                .param("request", request == null ? null : request.id())
                .param("content", request == null ? null : request.content())
                .update();
    }

    /// The id of the link that a request has made, and what it asked for.
    static Optional<Repeats.Earlier> byRequest(JdbcClient sql, Repeats.Request request) {
        return sql.sql(
                        """
                        select link as made, content
                        from links
                        where request = :request
                        """)
                .param("request", request.id())
                .query(Records.of(Repeats.Earlier.class))
                .optional();
    }

    static Optional<Link> byHash(JdbcClient sql, byte[] hash) {
        return sql.sql(COLUMNS + "where hash = :hash")
                .param("hash", hash)
                .query(Records.of(Link.class))
                .optional();
    }

    static Optional<Link> invitation(JdbcClient sql, @Nullable Long account, UUID id) {
        return sql.sql(
                        COLUMNS
                                + """
                                where link = :id
                                    and kind = 'INVITATION'
                                    and account is not distinct from :account
                                """)
                .param("id", id)
                .param("account", account)
                .query(Records.of(Link.class))
                .optional();
    }

    /// Which invitations to list; null means any.
    ///
    /// @param search a part of the e-mail address
    /// @param oldest whether the oldest come first rather than the newest
    /// @param behind the invitation behind which the page begins; null: from the first
    record Filter(
            Link.@Nullable State state,
            @Nullable String search,
            boolean oldest,
            @Nullable UUID behind) {}

    private static final String FILTERED =
            """
            where kind = 'INVITATION'
                and account is not distinct from :account
                and (cast(:search as text) is null or strpos(email, lower(:search)) > 0)
                and (cast(:state as text) is null or :state = case
                    when used_at is not null then 'ACCEPTED'
                    when revoked_at is not null then 'REVOKED'
                    when expires_at > :now then 'OPEN'
                    else 'EXPIRED' end)
            """;

    /// The invitations to an organization, or to the vendor.
    static List<Link> invitations(
            JdbcClient sql, @Nullable Long account, Filter filter, Instant now, int most) {
        return sql.sql(COLUMNS + FILTERED + PageOrder.of("link", ":behind", filter.oldest))
                .param("account", account)
                .params(Records.parameters(filter))
                .param("behind", PageOrder.behind(filter.behind, filter.oldest))
                .param("now", now)
                .param("most", most)
                .query(Records.of(Link.class))
                .list();
    }

    /// Revokes a person's earlier open invitations to the same organization or to the vendor.
    static void revokeEarlier(JdbcClient sql, @Nullable Long account, String email, Instant now) {
        sql.sql(
                        """
                        update links
                        set revoked_at = :now
                        where kind = 'INVITATION'
                            and email = :email
                            and account is not distinct from :account
                            and used_at is null
                            and revoked_at is null
                        """)
                .param("account", account)
                .param("email", email)
                .param("now", now)
                .update();
    }

    /// Revokes all open resets of a person, or all open set-up links for the first administrator.
    ///
    /// @param person null for the latter
    static void revokeOpen(JdbcClient sql, Link.Kind kind, @Nullable UUID person, Instant now) {
        sql.sql(
                        """
                        update links
                        set revoked_at = :now
                        where kind = :kind
                            and person is not distinct from :person
                            and used_at is null
                            and revoked_at is null
                        """)
                .param("kind", kind)
                .param("person", person)
                .param("now", now)
                .update();
    }

    static void revoke(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update links set revoked_at = :now where link = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    /// Revokes a link that reached nobody, so that the same request makes another.
    static void undo(JdbcClient sql, UUID id, Instant now) {
        sql.sql(
                        """
                        update links
                        set revoked_at = :now, request = null, content = null
                        where link = :id
                        """)
                .param("id", id)
                .param("now", now)
                .update();
    }

    static void use(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update links set used_at = :now where link = :id")
                .param("id", id)
                .param("now", now)
                .update();
    }

    static void taken(JdbcClient sql, UUID id, UUID by) {
        sql.sql("update links set taken_by = :by where link = :id")
                .param("id", id)
                .param("by", by)
                .update();
    }

    /// Removes the identities at providers that were linked by whoever had a person's account. They
    /// are not stopped, since whoever is let in again gets back what was.
    static void removeIdentities(JdbcClient sql, UUID person) {
        sql.sql(
                        """
                        delete from federated_identities
                        where person = :person
                            and linked_by = 'PERSON'
                        """)
                .param("person", person)
                .update();
    }

    /// Whether one of two people let the other in: by an invitation, mailed or not since whoever
    /// makes it chooses its address; by a link that they saw with which the other's password was
    /// set; or by a provider or its directory ([LetIn]).
    static boolean isLetIn(JdbcClient sql, UUID one, UUID other) {
        boolean byLink =
                sql.sql(
                                """
                                select exists (
                                    select from links
                                    where used_at is not null
                                        and (kind = 'INVITATION' or not mailed)
                                        and ((maker = :one and :other in (taken_by, person))
                                            or (maker = :other and :one in (taken_by, person))))
                                """)
                        .param("one", one)
                        .param("other", other)
                        .query(Boolean.class)
                        .single();
        return byLink || LetIn.isSo(sql, one, other);
    }

    static InvitingOrganization place(JdbcClient sql, long account) {
        return sql.sql("select account, realm, id, name from accounts where account = :account")
                .param("account", account)
                .query(Records.of(InvitingOrganization.class))
                .single();
    }
}

package scrip.server.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads and writes links.
final class LinkStore {

    private static final String COLUMNS =
            """
            select link, kind, email, person, account, roles, made_at, made_by, expires_at, used_at,
                revoked_at
            from links
            """;

    private LinkStore() {}

    /// The organization named in an invitation.
    record InvitingOrganization(int realm, String id, String name) {}

    static void add(JdbcClient sql, Link link, byte[] hash) {
        sql.sql(
                        """
                        insert into links (
                            link, hash, kind, email, person, account, roles, made_at, made_by,
                            expires_at)
                        values (
                            :id, :hash, :kind, :email, :person, :account,
                            string_to_array(:roles, ','), :made, :by, :expires)
                        """)
                .param("id", link.id())
                .param("hash", hash)
                .param("kind", link.kind().name())
                .param("email", link.email())
                .param("person", link.person())
                .param("account", link.account())
                .param("roles", String.join(",", link.roles()))
                .param("made", utc(link.madeAt()))
                .param("by", link.madeBy())
                .param("expires", utc(link.expiresAt()))
                .update();
    }

    static Optional<Link> byHash(JdbcClient sql, byte[] hash) {
        return sql.sql(COLUMNS + "where hash = :hash")
                .param("hash", hash)
                .query((row, _) -> link(row))
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
                .query((row, _) -> link(row))
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

    private static final String NEWEST =
            """
                and (cast(:behind as uuid) is null or link < :behind)
            order by link desc
            limit :most
            """;

    private static final String OLDEST =
            """
                and (cast(:behind as uuid) is null or link > :behind)
            order by link
            limit :most
            """;

    /// The invitations to an organization, or to the vendor.
    static List<Link> invitations(
            JdbcClient sql, @Nullable Long account, Filter filter, Instant now, int most) {
        Link.State state = filter.state;
        return sql.sql(COLUMNS + FILTERED + (filter.oldest ? OLDEST : NEWEST))
                .param("account", account)
                .param("state", state == null ? null : state.name())
                .param("search", filter.search)
                .param("now", utc(now))
                .param("behind", filter.behind)
                .param("most", most)
                .query((row, _) -> link(row))
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
                .param("now", utc(now))
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
                .param("kind", kind.name())
                .param("person", person)
                .param("now", utc(now))
                .update();
    }

    static void revoke(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update links set revoked_at = :now where link = :id")
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    static void use(JdbcClient sql, UUID id, Instant now) {
        sql.sql("update links set used_at = :now where link = :id")
                .param("id", id)
                .param("now", utc(now))
                .update();
    }

    static InvitingOrganization place(JdbcClient sql, long account) {
        return sql.sql("select realm, id, name from accounts where account = :account")
                .param("account", account)
                .query((row, _) ->
                        new InvitingOrganization(row.getInt(1), row.getString(2), row.getString(3)))
                .single();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getObject(1, UUID.class),
                Link.Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getObject(5, Long.class),
                List.of((String[]) row.getArray(6).getArray()),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                atOrNull(row, 10),
                atOrNull(row, 11));
    }

    private static @Nullable Instant atOrNull(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}

package scrip.server.key;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Reads and writes API keys.
final class KeyStore {

    private static final String COLUMNS =
            """
            select k.api_key as id, k.realm, k.account, k.product, k.name, k.actions, k.addresses, k.made_at,
                k.made_by, k.maker, k.maker_key, k.expires_at, k.revoked_at, k.units_per_second, k.provider,
                a.id as organization
            """;

    private static final String KEY =
            COLUMNS
                    + """
                    from api_keys k
                    left join accounts a on a.account = k.account
                    """;

    private KeyStore() {}

    /// A key.
    ///
    /// @param account the account number of its organization; null for the key of a product or of
    ///   the vendor
    /// @param addresses the networks from which it works; empty: from anywhere
    /// @param maker who made it; null if a key did, or if it is bound to nobody
    /// @param makerKey the key that made it
    /// @param unitsPerSecond the units of work that it may ask each second
    /// @param provider the identity provider whose directory calls with it, and does nothing else;
    ///   null for every other key
    /// @param organization the id of that organization
    record Key(
            UUID id,
            int realm,
            @Nullable Long account,
            @Nullable String product,
            String name,
            List<String> actions,
            List<String> addresses,
            Instant madeAt,
            String madeBy,
            @Nullable UUID maker,
            @Nullable UUID makerKey,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            int unitsPerSecond,
            @Nullable UUID provider,
            @Nullable String organization) {

        boolean isActive(Instant now) {
            return revokedAt == null && expiresAt.isAfter(now);
        }
    }

    /// A secret of a key, without the secret itself.
    record KeySecret(
            UUID id,
            UUID key,
            String hint,
            Instant madeAt,
            Instant endsAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}

    static void add(JdbcClient sql, Key key, Repeats.Request request) {
        sql.sql(
                        """
                        insert into api_keys (
                            api_key, realm, account, product, name, actions, addresses, made_at,
                            made_by, maker, maker_key, expires_at, units_per_second, provider, request,
                            content)
                        values (
                            :id, :realm, :account, :product, :name, :actions, :addresses, :madeAt,
                            :madeBy, :maker, :makerKey, :expiresAt, :unitsPerSecond, :provider, :request,
                            :content)
                        """)
                .params(Records.parameters(key))
                .param("request", request.id())
                .param("content", request.content())
                .update();
    }

    static Optional<Key> byId(JdbcClient sql, UUID id) {
        return sql.sql(KEY + "where k.api_key = :id")
                .param("id", id)
                .query(Records.of(Key.class))
                .optional();
    }

    /// The id of the key that a request has made, and what it asked for.
    static Optional<Repeats.Earlier> byRequest(JdbcClient sql, Repeats.Request request) {
        return sql.sql(
                        """
                        select api_key as made, content
                        from api_keys
                        where request = :request
                        """)
                .param("request", request.id())
                .query(Records.of(Repeats.Earlier.class))
                .optional();
    }

    static void addSecret(JdbcClient sql, KeySecret secret, @Nullable Long account, byte[] hash) {
        sql.sql(
                        """
                        insert into api_secrets (
                            secret, api_key, account, hash, hint, made_at, ends_at)
                        values (:id, :key, :account, :hash, :hint, :madeAt, :endsAt)
                        """)
                .params(Records.parameters(secret))
                .param("account", account)
                .param("hash", hash)
                .update();
    }

    /// A key of an organization, or of a product, in a realm.
    static Optional<Key> one(JdbcClient sql, int realm, @Nullable Long account, UUID id) {
        return sql.sql(
                        KEY
                                + """
                                where k.api_key = :id
                                    and k.realm = :realm
                                    and k.account is not distinct from :account
                                """)
                .param("id", id)
                .param("realm", realm)
                .param("account", account)
                .query(Records.of(Key.class))
                .optional();
    }

    /// Which keys to list; null means any.
    ///
    /// @param search a part of the name
    /// @param vendor whether to list the vendor's own alone
    /// @param oldest whether the oldest come first rather than the newest
    /// @param behind the key behind which the page begins; null: from the first
    record Filter(
            @Nullable UUID id,
            @Nullable State state,
            @Nullable String search,
            @Nullable String product,
            boolean vendor,
            boolean oldest,
            @Nullable UUID behind) {}

    /// The states of a key.
    enum State {
        ACTIVE,
        REVOKED,
        EXPIRED
    }

    private static final String FILTERED =
            """
            where k.realm = :realm
                and k.account is not distinct from :account
                and (cast(:id as uuid) is null or k.api_key = :id)
                and (cast(:search as text) is null
                    or strpos(lower(k.name), lower(:search)) > 0)
                and (cast(:product as text) is null or k.product = :product)
                and (not :vendor or (k.product is null and k.account is null))
                and (cast(:state as text) is null or :state = case
                    when k.revoked_at is not null then 'REVOKED'
                    when k.expires_at > :now then 'ACTIVE'
                    else 'EXPIRED' end)
            """;

    /// A key of a list with one of its secrets.
    record Listed(
            Key key,
            @Nullable UUID secret,
            @Nullable String hint,
            @Nullable Instant secretMadeAt,
            @Nullable Instant endsAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {

        Optional<KeySecret> keySecret() {
            return hint == null || secret == null || secretMadeAt == null || endsAt == null
                    ? Optional.empty()
                    : Optional.of(
                            new KeySecret(
                                    secret,
                                    key.id,
                                    hint,
                                    secretMadeAt,
                                    endsAt,
                                    lastUsedAt,
                                    lastUsedFrom));
        }
    }

    /// Keys: a row for each secret that works, newest first, and one for a key without.
    static List<Listed> page(
            JdbcClient sql,
            int realm,
            @Nullable Long account,
            Filter filter,
            Instant now,
            int most) {
        return sql.sql(
                        """
                        select k.*, s.secret, s.hint, s.made_at as secret_made_at, s.ends_at,
                            s.last_used_at, s.last_used_from
                        from (
                        """
                                + KEY
                                + FILTERED
                                + PageOrder.of("k.api_key", ":behind", filter.oldest)
                                + """
                                ) k
                                left join api_secrets s on s.api_key = k.id
                                    and s.ends_at > :now
                                """
                                + "order by k.id "
                                + (filter.oldest ? "asc" : "desc")
                                + ", s.secret desc")
                .param("realm", realm)
                .param("account", account)
                .params(Records.parameters(filter))
                .param("behind", PageOrder.behind(filter.behind, filter.oldest))
                .param("now", now)
                .param("most", most)
                .query(Records.of(Listed.class))
                .list();
    }

    /// A key of a line, and what the person who made it is.
    ///
    /// @param below the key whose line it is
    /// @param vendorRoles of that person
    /// @param seatRoles of that person in the key's organization
    record Made(
            UUID below, Key key, Set<VendorRole> vendorRoles, Set<OrganizationRole> seatRoles) {}

    /// The lines of keys: each key, behind it the one that made it, and so on.
    ///
    /// @param makersMax how many makers of one key are read
    static Map<UUID, List<Made>> lines(JdbcClient sql, Collection<UUID> keys, int makersMax) {
        return sql
                .sql(
                        """
                        with recursive line (below, api_key, steps) as (
                            select api_key, api_key, 0
                            from api_keys
                            where api_key = any (cast(:keys as uuid[]))
                            union all
                            select l.below, m.maker_key, l.steps + 1
                            from line l
                            join api_keys m using (api_key)
                            where m.maker_key is not null
                                and l.steps < :makersMax
                        )
                        """
                                + COLUMNS
                                + """
                                , l.below,
                                    array(
                                        select s.role
                                        from staff s
                                        where s.person = k.maker) as vendor_roles,
                                    array(
                                        select m.role
                                        from members m
                                        where m.person = k.maker
                                            and m.account = k.account) as seat_roles
                                from line l
                                join api_keys k using (api_key)
                                left join accounts a on a.account = k.account
                                order by l.below, l.steps
                                """)
                .param("keys", keys)
                .param("makersMax", makersMax)
                .query(Records.of(Made.class))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Made::below));
    }

    /// The secrets of a key that work, newest first.
    static List<KeySecret> secrets(JdbcClient sql, UUID key, Instant now) {
        return sql.sql(
                        """
                        select secret as id, api_key as key, hint, made_at, ends_at, last_used_at, last_used_from
                        from api_secrets
                        where api_key = :key
                            and ends_at > :now
                        order by secret desc
                        """)
                .param("key", key)
                .param("now", now)
                .query(Records.of(KeySecret.class))
                .list();
    }

    /// A secret found by its hash, and its key.
    record KeyMatch(KeySecret secret, Key key) {}

    static Optional<KeyMatch> byHash(JdbcClient sql, byte[] hash) {
        Optional<KeySecret> secret =
                sql.sql(
                                """
                                select secret as id, api_key as key, hint, made_at, ends_at, last_used_at,
                                    last_used_from
                                from api_secrets
                                where hash = :hash
                                """)
                        .param("hash", hash)
                        .query(Records.of(KeySecret.class))
                        .optional();
        return secret.map(s -> new KeyMatch(s, byId(sql, s.key()).orElseThrow()));
    }

    /// Whether it is a key of the vendor: neither of an organization nor of a product.
    static boolean isOfVendor(Key key) {
        return key.account == null && key.product == null;
    }

    /// Whether an organization, or the vendor, has an identity provider.
    static boolean hasProvider(JdbcClient sql, int realm, @Nullable Long account, UUID provider) {
        return sql.sql(
                        """
                        select exists (
                            select from identity_providers
                            where provider = :provider
                                and realm = :realm
                                and account is not distinct from cast(:account as bigint))
                        """)
                .param("provider", provider)
                .param("realm", realm)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    static void limit(JdbcClient sql, UUID key, int unitsPerSecond) {
        sql.sql("update api_keys set units_per_second = :units where api_key = :key")
                .param("key", key)
                .param("units", unitsPerSecond)
                .update();
    }

    static void revoke(JdbcClient sql, UUID key, Instant now) {
        sql.sql("update api_keys set revoked_at = :now where api_key = :key")
                .param("key", key)
                .param("now", now)
                .update();
        sql.sql("update api_secrets set ends_at = :now where api_key = :key and ends_at > :now")
                .param("key", key)
                .param("now", now)
                .update();
    }

    /// Ends a secret earlier. Returns whether the key had that secret.
    static boolean end(JdbcClient sql, UUID key, UUID secret, Instant at) {
        return sql.sql(
                                """
                                update api_secrets
                                set ends_at = least(ends_at, :at)
                                where secret = :secret
                                    and api_key = :key
                                """)
                        .param("secret", secret)
                        .param("key", key)
                        .param("at", at)
                        .update()
                > 0;
    }

    static void used(JdbcClient sql, UUID secret, Instant at, String from) {
        sql.sql(
                        """
                        update api_secrets
                        set last_used_at = :at, last_used_from = :from
                        where secret = :secret
                        """)
                .param("secret", secret)
                .param("at", at)
                .param("from", from)
                .update();
    }
}

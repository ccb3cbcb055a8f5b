package scrip.server.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.database.PageOrder;
import scrip.server.database.Records;
import scrip.server.ledger.Digest;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.LogEntries;
import scrip.server.ledger.LogReader;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;
import scrip.server.ledger.SubjectText;

/// Lists of an account's facts, uses and notices, read as the database's reader role, which sees
/// the rows of that account alone. Pages are keyed by sequence number.
public final class History {

    /// The maximum length of a page.
    public static final int PAGE_MAX = 100_001;

    private final Ledger ledger;

    public History(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A use and how much of it has been corrected.
    ///
    /// @param storageUntil the end of its storage obligation (R5); null for none
    public record BookedUse(
            long seq,
            Instant bookedAt,
            String key,
            PoolKey pool,
            long quantity,
            long corrected,
            @Nullable String subject,
            @Nullable Instant storageUntil) {}

    /// The part of a use that may be shown to anybody who knows its key.
    public record KnownUse(ItemId resource, long quantity, long corrected) {}

    /// The storage obligations that are live (R5).
    ///
    /// @param count their units
    /// @param until the end of the last one; null if there is none
    public record Obligations(long count, @Nullable Instant until) {}

    /// The facts of an account after a sequence number, up to and including another, oldest first.
    public List<Entry> entries(Realm realm, OrganizationId id, long after, long until, int most) {
        return ledger
                .rows(
                        realm,
                        id,
                        """
                        select %s
                        from log l
                        where l.account = :account
                            and l.line = 0
                            and l.seq >= coalesce((
                                select max(b.seq)
                                from log b
                                where b.account = :account
                                    and b.seq <= :after), 0)
                            and l.seq - coalesce(l.facts_before, 0) <= :until
                        order by l.seq
                        limit :most + 1
                        """
                                .formatted(LogReader.COLUMNS),
                        Map.of("after", after, "until", until, "most", page(most)),
                        (row, _) -> LogEntries.entries(LogReader.read(row, 1).row(), id))
                .stream()
                .flatMap(List::stream)
                .filter(entry -> entry.seq() > after && entry.seq() <= until)
                .limit(page(most))
                .toList();
    }

    /// Which notices to list.
    ///
    /// @param codes the codes to list
    /// @param oldest whether the oldest come first rather than the newest
    /// @param above only those with a greater sequence number
    public record NoticeFilter(
            Set<NoticeCode> codes, boolean oldest, @Nullable Long behind, long above) {

        boolean takes(Entry entry) {
            boolean isBehind =
                    behind == null || (oldest ? entry.seq() > behind : entry.seq() < behind);
            return isBehind
                    && entry.seq() > above
                    && entry.fact() instanceof Fact.Noticed notice
                    && codes.contains(notice.code());
        }
    }

    /// The notices of an account, including those that have fallen due and will be booked with its
    /// next command.
    public List<Entry> notices(Realm realm, OrganizationId id, NoticeFilter filter, int most) {
        Reading reading = ledger.read(realm, id);
        List<Entry> pending = reading.pending().stream().filter(filter::takes).toList();
        long booked = reading.bookedSeq();
        Long behind = filter.behind();
        long after = Math.max(filter.above(), filter.oldest() && behind != null ? behind : 0);
        long until = filter.oldest() || behind == null ? booked : Math.min(booked, behind - 1);
        List<Entry> stored = notices(realm, id, filter, new Range(after, until), page(most));
        List<Entry> all = new ArrayList<>();
        if (filter.oldest()) {
            all.addAll(stored);
            all.addAll(pending);
        } else {
            all.addAll(pending.reversed());
            all.addAll(stored);
        }
        return all.stream().limit(page(most)).toList();
    }

    /// Sequence numbers greater than `after`, up to and including `until`.
    private record Range(long after, long until) {}

    private List<Entry> notices(
            Realm realm, OrganizationId id, NoticeFilter filter, Range range, int most) {
        return ledger.rows(
                realm,
                id,
                """
                select n.seq, n.effective_at, n.booked_at, n.code, n.subject, n.quantity
                from notices n
                where n.realm = :realm
                    and n.account = :account
                    and n.seq > :after
                    and n.seq <= :until
                    and n.code = any (:codes)
                order by n.seq %s
                limit :most
                """
                        .formatted(filter.oldest() ? "" : "desc"),
                Map.of(
                        "after",
                        range.after(),
                        "until",
                        range.until(),
                        "codes",
                        filter.codes(),
                        "most",
                        most),
                (row, _) -> notice(row));
    }

    private static Entry notice(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                new Fact.Noticed(
                        NoticeCode.valueOf(row.getString(4)),
                        SubjectText.read(row.getString(5)),
                        row.getBigDecimal(6)));
    }

    /// Which uses to list; null means any.
    ///
    /// @param search a part of the key or the subject
    /// @param oldest whether the oldest come first rather than the newest
    /// @param behind the sequence number behind which the page begins; null: from the first
    public record UseFilter(
            @Nullable String resource,
            @Nullable Integer storageYears,
            @Nullable String search,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean oldest,
            @Nullable Long behind) {}

    private static final String USES =
            """
            select u.seq, u.booked_at, u.key, u.resource, u.storage_years, u.quantity,
                coalesce((
                    select sum(c.units)
                    from corrections c
                    where c.realm = :realm
                        and c.account = u.account
                        and c.use = u.seq), 0) as corrected,
                u.subject, u.storage_until
            from uses u
            where u.account = :account
                and (cast(:resource as text) is null or u.resource = :resource)
                and (cast(:storageYears as int) is null
                    or u.storage_years = :storageYears)
                and (cast(:search as text) is null
                    or strpos(lower(u.key), lower(:search)) > 0
                    or strpos(lower(u.subject), lower(:search)) > 0)
                and (cast(:from as timestamptz) is null or u.booked_at >= :from)
                and (cast(:until as timestamptz) is null or u.booked_at < :until)
            """;

    /// The uses of an account.
    public List<BookedUse> uses(Realm realm, OrganizationId id, UseFilter filter, int most) {
        String order = PageOrder.of("u.seq", ":behind", filter.oldest());
        Map<String, @Nullable Object> parameters = Records.parameters(filter);
        parameters.put("behind", PageOrder.behind(filter.behind(), filter.oldest()));
        parameters.put("most", page(most));
        return ledger.rows(realm, id, USES + order, parameters, Records.of(BookedUse.class));
    }

    public Optional<BookedUse> bookedUse(Realm realm, OrganizationId id, String key) {
        Map<String, @Nullable Object> parameters =
                Records.parameters(new UseFilter(null, null, null, null, null, true, null));
        parameters.put("digest", Digest.of(key).toUuid());
        parameters.put("key", key);
        return ledger
                .rows(realm, id, USES + UNDER_KEY, parameters, Records.of(BookedUse.class))
                .stream()
                .findFirst();
    }

    private static final String UNDER_KEY =
            """
                and u.seq in (
                    select l.seq
                    from log l
                    where l.account = :account
                        and l.key = :digest
                        and l.quantity is not null
                        and l.use_key is null
                    union all
                    select l.seq
                    from log l
                    where l.account = :account
                        and l.use_key = :key)
            """;

    /// The use booked under a key; null if there is none.
    public @Nullable KnownUse use(Realm realm, OrganizationId id, String key) {
        return ledger
                .rows(
                        realm,
                        id,
                        """
                        with booked as (
                            select seq, resource, quantity
                            from log
                            where account = :account
                                and key = :digest
                                and quantity is not null
                                and use_key is null
                            union all
                            select seq, resource, quantity
                            from log
                            where account = :account
                                and use_key = :key
                        )
                        select resource, quantity,
                            coalesce((
                                select sum(c.units)
                                from corrections c
                                where c.realm = :realm
                                    and c.account = :account
                                    and c.use = booked.seq), 0) as corrected
                        from booked
                        """,
                        Map.of("digest", Digest.of(key).toUuid(), "key", key),
                        Records.of(KnownUse.class))
                .stream()
                .findFirst()
                .orElse(null);
    }

    /// The resource of the hold placed under a key, open or closed; null if there is none.
    public @Nullable ItemId resourceOfHold(Realm realm, OrganizationId id, String key) {
        return ledger
                .rows(
                        realm,
                        id,
                        """
                        select body -> 'command' ->> 'resource'
                        from log
                        where account = :account
                            and key = :digest
                            and command = 'HoldUnits'
                        """,
                        Map.of("digest", Digest.of(key).toUuid()),
                        (row, _) -> ItemId.of(row.getString(1)))
                .stream()
                .findFirst()
                .orElse(null);
    }

    /// From roll-ups whose uses are all to be stored at the instant, pool by pool, or none; what
    /// they leave out is read from the log. The last obligation is that of a use that is not wholly
    /// corrected: roll-ups with such corrections are read only if they could have it.
    private static final String OBLIGATIONS =
            """
            with range as (
                select fact_by(:account, :at) as high
            ), corrected as materialized (
                select c.use, sum(c.units) as units, u.quantity
                from corrections c
                cross join lateral (
                    select quantity, storage_until
                    from uses
                    where account = :account
                        and seq = c.use
                    limit 1) u
                where c.realm = :realm
                    and c.account = :account
                    and c.booked_at <= :at
                    and u.storage_until > :at
                group by c.use, u.quantity
            ), gone as (
                select use
                from corrected
                where units >= quantity
            ), rolled as materialized (
                select r.after_seq, r.until_seq, t.stored, t.last,
                    exists (
                        select 1
                        from gone g
                        where g.use > r.after_seq
                            and g.use <= r.until_seq) as has_gone
                from range
                join rollups r on r.until_seq <= range.high
                cross join lateral (
                    select sum(stored) filter (where stored_first > :at) as stored,
                        max(stored_last) filter (where stored_first > :at) as last,
                        coalesce(bool_or(stored_first <= :at and stored_last > :at), false) as mixed
                    from unnest(r.totals)) t
                where r.account = :account
                    and not t.mixed
            ), gaps as materialized (
                select coalesce(lag(until_seq) over (order by after_seq), 0) as after,
                    after_seq as until
                from rolled
                union all
                select coalesce((select max(until_seq) from rolled), 0), high
                from range
            ), others as materialized (
                select sum(u.quantity) as stored,
                    max(u.storage_until) filter (where u.seq not in (select use from gone)) as last
                from gaps g
                cross join lateral (
                    select *
                    from uses
                    where account = :account
                        and seq > g.after
                        and seq <= g.until
                        and storage_until > :at
                    offset 0) u
                where g.after < g.until
            ), known as (
                select greatest(
                    (select last from others),
                    (select max(last) from rolled where not has_gone)) as last
            ), doubtful as (
                select max(u.storage_until) as last
                from known
                join rolled r on r.has_gone and (known.last is null or r.last > known.last)
                cross join lateral (
                    select *
                    from uses
                    where account = :account
                        and seq > r.after_seq
                        and seq <= r.until_seq
                        and storage_until > :at
                    offset 0) u
                where u.seq not in (select use from gone)
            )
            select (coalesce((select sum(stored) from rolled), 0)
                    + coalesce((select stored from others), 0)
                    - coalesce((select sum(units) from corrected), 0))::bigint as count,
                greatest((select last from known), (select last from doubtful)) as until
            """;

    /// The storage obligations of an account that are live at an instant.
    public Obligations obligations(Realm realm, OrganizationId id, Instant at) {
        List<Obligations> one =
                ledger.rows(
                        realm, id, OBLIGATIONS, Map.of("at", at), Records.of(Obligations.class));
        return one.isEmpty() ? new Obligations(0, null) : one.getFirst();
    }

    private static int page(int most) {
        return Math.clamp(most, 1, PAGE_MAX);
    }
}

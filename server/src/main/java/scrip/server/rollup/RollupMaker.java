package scrip.server.rollup;

import java.sql.Connection;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Makes roll-ups from the log.
public final class RollupMaker {

    /// How many rows of the log one roll-up sums at most, so that a busy day gets several; as many
    /// may come before any is made.
    public static final int ROWS_MAX = 2_000;

    /// How many rows of the log one transaction reads at most.
    private static final int PAGE = 20_000;

    /// Any number that no one else uses.
    private static final int LOCK = 20_241_255;

    /// The first rows of an account's log that no roll-up sums.
    ///
    /// @param after the number after which they begin
    /// @param until that of the last of them, where a roll-up follows; null if none does
    private record Gap(long after, @Nullable Long until) {}

    private static final String GAP =
            """
            select g.until_seq as after, g.next as until
            from (
                select until_seq, lead(after_seq) over (order by until_seq) as next
                from (
                    select 0 as after_seq, 0 as until_seq
                    union all
                    select after_seq, until_seq
                    from rollups
                    where account = %s) known) g
            where g.next is distinct from g.until_seq
            order by g.until_seq
            limit 1
            """;

    private final JdbcClient sql;
    private final int rows;

    /// @param rows see [#ROWS_MAX]
    public RollupMaker(Connection connection, int rows) {
        this.sql = Database.on(connection);
        this.rows = rows;
    }

    /// An account with rows of the log to roll up.
    record Behind(long account, int realm, OrganizationId id) {}

    /// Accounts that are behind: a page of all accounts after one of them is looked at.
    ///
    /// @param last the last account looked at; 0 if there are none
    record Behinds(long last, List<Behind> accounts) {}

    /// Takes the right to make roll-ups, until the connection is closed; false if another
    /// connection has it.
    ///
    /// From then on the planner reads the log in its order and sorts nothing it need not: its
    /// statistics may be from a time when the log was small.
    public boolean takeTurn() {
        sql.sql("set enable_sort = off").update();
        sql.sql("set enable_seqscan = off").update();
        return sql.sql("select pg_try_advisory_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    /// An account is behind if a roll-up is missing in the middle, or if a roll-up's worth of facts
    /// came after the last one: those of an account that is little used are soon summed.
    Behinds behind(long after, int most) {
        long last =
                sql.sql(
                                """
                                select coalesce(max(account), 0)
                                from (
                                    select account
                                    from accounts
                                    where account > :after
                                    order by account
                                    limit :most) page
                                """)
                        .param("after", after)
                        .param("most", most)
                        .query(Long.class)
                        .single();
        List<Behind> accounts =
                sql.sql(
                                """
                                select a.account, a.realm, a.id
                                from accounts a
                                cross join lateral (%s) gap
                                cross join lateral (
                                    select seq
                                    from log
                                    where account = a.account
                                    order by seq desc
                                    limit 1) newest
                                where a.account > :after
                                    and a.account <= :last
                                    and (gap.until is not null
                                        or newest.seq - gap.after >= :rows)
                                order by a.account
                                """
                                        .formatted(GAP.formatted("a.account")))
                        .param("after", after)
                        .param("last", last)
                        .param("rows", rows)
                        .query(Records.of(Behind.class))
                        .list();
        return new Behinds(last, accounts);
    }

    /// Deletes all roll-ups.
    public void clear() {
        sql.sql("delete from rollups").update();
    }

    /// Rolls up the first rows of an account's log that are not, by the days of a zone. The last of
    /// them wait for what follows: until their day is over or there are enough of them.
    ///
    /// @return how many roll-ups were made; if none, nothing is left to be done
    public int roll(long account, ZoneId zone) {
        sql.sql("delete from rollups where account = :account and zone <> :zone")
                .param("account", account)
                .param("zone", zone.getId())
                .update();
        Gap gap =
                sql.sql(GAP.formatted(":account"))
                        .param("account", account)
                        .query(Records.of(Gap.class))
                        .single();
        Long until = gap.until();
        return sql.sql(ROLL)
                .param("account", account)
                .param("zone", zone.getId())
                .param("after", gap.after())
                .param("until", until == null ? Long.MAX_VALUE : until)
                .param("page", PAGE)
                .param("rows", rows)
                .update();
    }

    private static final String ROLL =
            """
            insert into rollups (account, after_seq, until_seq, zone, day, totals)
            with page as (
                select seq, resource, storage_years, quantity, storage_until,
                    (booked_at at time zone :zone)::date as day
                from log
                where account = :account
                    and line = 0
                    and seq > :after
                    and seq <= :until
                order by seq
                limit :page
            ), begun as (
                select *, day is distinct from lag(day) over (order by seq) as begins
                from page
            ), runs as (
                select *, count(*) filter (where begins) over (order by seq) as run
                from begun
            ), parts as (
                select *, (row_number() over (partition by run order by seq) - 1) / :rows as part
                from runs
            ), sums as (
                select run, part, resource, storage_years, sum(quantity)::bigint as units,
                    coalesce(sum(quantity) filter (where storage_until is not null), 0)::bigint
                        as stored,
                    min(storage_until) as stored_first, max(storage_until) as stored_last
                from parts
                where quantity is not null
                group by run, part, resource, storage_years
            ), spans as (
                select run, part, min(day) as day, count(*) as size, max(seq) as until_seq,
                    coalesce(lag(max(seq)) over (order by run, part), :after) as after_seq,
                    lead(run) over (order by run, part) is not null as is_over
                from parts
                group by run, part
            )
            select :account, s.after_seq, s.until_seq, :zone, s.day,
                array(
                    select row(t.resource, t.storage_years, t.units, t.stored, t.stored_first,
                        t.stored_last)::pool_total
                    from sums t
                    where t.run = s.run
                        and t.part = s.part
                    order by t.resource, t.storage_years)
            from spans s
            where s.is_over
                or s.size = :rows
                or s.until_seq = :until
            on conflict do nothing
            """;
}

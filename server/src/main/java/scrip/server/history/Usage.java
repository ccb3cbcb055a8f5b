package scrip.server.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.database.Records;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;

/// What an account used on each day.
public final class Usage {

    /// From the roll-ups of these days in this zone; whatever they leave out is summed from the
    /// log. `offset` and `limit` only keep the planner from reading the whole account, whose size
    /// it cannot know.
    private static final String DAYS =
            """
            with range as (
                select seq_before(:account, :from::timestamp at time zone :zone) as low,
                    seq_before(:account, :until::timestamp at time zone :zone) as high
            ), rolled as (
                select r.after_seq, r.until_seq, r.day, t.units
                from rollups r
                left join lateral (
                    select sum(units) as units
                    from unnest(r.totals)
                    where resource = :resource
                        and storage_years = :years) t on true
                where r.account = :account
                    and r.zone = :zone
                    and r.day >= :from::date
                    and r.day < :until::date
            ), gaps as materialized (
                select coalesce(lag(until_seq) over (order by after_seq), low) as after,
                    after_seq as until
                from rolled, range
                union all
                select coalesce((select max(until_seq) from rolled), low), high
                from range
            ), used as (
                select day, sum(units) as units
                from (
                    select day, units
                    from rolled
                    union all
                    select (u.booked_at at time zone :zone)::date, u.quantity
                    from gaps g
                    cross join lateral (
                        select *
                        from uses
                        where account = :account
                            and seq > g.after
                            and seq <= g.until
                        offset 0) u
                    where g.after < g.until
                        and u.resource = :resource
                        and u.storage_years = :years) all_of_them
                group by day
            ), corrected as (
                select (u.booked_at at time zone :zone)::date as day, sum(c.units) as units
                from range
                join corrections c on c.use > range.low and c.use <= range.high
                cross join lateral (
                    select *
                    from uses
                    where account = :account
                        and seq = c.use
                    limit 1) u
                where c.realm = :realm
                    and c.account = :account
                    and u.resource = :resource
                    and u.storage_years = :years
                group by 1
            )
            select d.day::date as day,
                coalesce(used.units, 0)::bigint as used,
                coalesce(corrected.units, 0)::bigint as corrected
            from generate_series(
                    :from::timestamp,
                    :until::timestamp - interval '1 day',
                    interval '1 day') d (day)
            left join used on used.day = d.day::date
            left join corrected on corrected.day = d.day::date
            order by d.day
            """;

    private final Ledger ledger;

    public Usage(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What was used on one local date, and what was corrected of uses booked on it.
    public record Day(LocalDate day, long used, long corrected) {}

    /// The usage of a pool on each day of `[from, until)`; 0 for a day without uses.
    public List<Day> days(
            Realm realm,
            OrganizationId id,
            PoolKey pool,
            LocalDate from,
            LocalDate until,
            ZoneId zone) {
        return ledger.rows(
                realm,
                id,
                DAYS,
                Map.of(
                        "resource",
                        pool.resource(),
                        "years",
                        pool.storageYears(),
                        "from",
                        from,
                        "until",
                        until,
                        "zone",
                        zone.getId()),
                Records.of(Day.class));
    }
}

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
                """
                select d.day::date as day,
                    coalesce(sum(u.quantity), 0)::bigint as used,
                    coalesce(sum((
                        select sum(c.units)
                        from corrections c
                        where c.realm = :realm
                            and c.account = u.account
                            and c.use = u.seq)), 0)::bigint as corrected
                from generate_series(
                        :from::timestamp,
                        :until::timestamp - interval '1 day',
                        interval '1 day') d(day)
                left join uses u
                    on u.account = :account
                    and u.resource = :resource
                    and u.storage_years = :years
                    and u.booked_at >= d.day at time zone :zone
                    and u.booked_at
                        < (d.day + interval '1 day') at time zone :zone
                group by d.day
                order by d.day
                """,
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

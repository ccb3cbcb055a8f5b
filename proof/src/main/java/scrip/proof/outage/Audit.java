package scrip.proof.outage;

import java.util.ArrayList;
import java.util.List;
import scrip.server.database.Database;
import scrip.server.verify.Verification;

/// Holds the log of the ledger against what was reported.
final class Audit {

    private static final int SHOWN = 5;

    private static final String USES =
            """
            select a.id, l.seq, l.key_text, l.quantity
            from log l
            join accounts a using (account)
            join realms r on r.realm = a.realm
            where l.quantity is not null
                and r.name = :realm
            order by a.id, l.seq
            """;

    private static final String LEFT =
            """
            select coalesce(sum(case when p.to_book::text = 'AVAILABLE' then p.units else 0 end), 0)
                - coalesce(sum(case when p.from_book::text = 'AVAILABLE' then p.units else 0 end), 0)
            from postings p
            join accounts a using (account)
            join realms r on r.realm = a.realm
            where r.name = :realm
            """;

    private Audit() {}

    /// A use that was booked.
    private record Booked(String account, String key, long quantity) {}

    /// What is wrong; nothing if all is well.
    ///
    /// @param each how many uses each organization reported
    static List<String> findings(
            Database database, List<String> organizations, int each, long grantedEach) {
        List<String> findings = new ArrayList<>();
        List<Booked> all =
                database.readAll(sql ->
                        sql.sql(USES)
                                .param("realm", Installation.REALM)
                                .query((row, _) ->
                                        new Booked(
                                                row.getString(1), row.getString(3), row.getLong(4)))
                                .list());
        int at = 0;
        long units = 0;
        for (String organization : organizations.stream().sorted().toList()) {
            for (int i = 0; i < each; i++) {
                String key = organization + "-" + i;
                Booked found = at < all.size() ? all.get(at) : null;
                if (found == null
                        || !found.account().equals(organization)
                        || !found.key().equals(key)
                        || found.quantity() != ReportingProduct.quantity(i)) {
                    findings.add("expected " + key + " and found " + found);
                    if (findings.size() == SHOWN) {
                        return findings;
                    }
                }
                at++;
                units += ReportingProduct.quantity(i);
            }
        }
        if (at != all.size()) {
            findings.add("%,d uses were reported and %,d are booked".formatted(at, all.size()));
        }
        long left = left(database);
        long expected = grantedEach * organizations.size() - units;
        if (left != expected) {
            findings.add("%,d units should be left, and %,d are".formatted(expected, left));
        }
        findings.addAll(new Verification(database).run().findings());
        return findings;
    }

    private static long left(Database database) {
        return database.readAll(
                sql -> sql.sql(LEFT).param("realm", Installation.REALM).query(Long.class).single());
    }
}

package scrip.proof.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The content of the tables, read with SQL of the driver's own.
final class StoredTables {

    /// @param what `uses`, or the type of a command
    private record Row(String account, String what, long units, String subject) {}

    private static final String KEYS =
            """
            select a.id, l.key_text, case when l.quantity is null then l.command else 'uses' end,
                coalesce(l.quantity, (l.body -> 'command' ->> 'quantity')::bigint, 0),
                coalesce(l.subject_text, l.body -> 'command' ->> 'subject', '')
            from log l
            join accounts a using (account)
            where l.key is not null
            """;

    private static final String FACTS =
            """
            select f.body ->> 'key', count(*)
            from facts f
            where f.type = 'UseBooked'
            group by 1
            """;

    private static final String BOOKS =
            """
            select a.id, p.book, sum(p.units)
            from (
                select account, to_book::text as book, units
                from postings
                union all
                select account, from_book::text, -units
                from postings
            ) p
            join accounts a using (account)
            group by 1, 2
            """;

    private static final String COUNTED_TWICE =
            """
            select a.id || ' ' || u.subject
            from uses u
            join accounts a using (account)
            where u.subject is not null
            group by a.id, u.subject
            having count(*) > 1
            """;

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Long> facts = new HashMap<>();
    private final Map<String, Map<String, Long>> books = new TreeMap<>();
    private long keys;

    /// Reads everything.
    ///
    /// @param book told of what is stored twice
    static StoredTables read(Connection connection, DriverMemory book) throws SQLException {
        StoredTables stored = new StoredTables();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(KEYS)) {
                while (row.next()) {
                    stored.add(row, book);
                }
            }
            try (ResultSet row = statement.executeQuery(FACTS)) {
                while (row.next()) {
                    stored.facts.put(row.getString(1), row.getLong(2));
                }
            }
            try (ResultSet row = statement.executeQuery(BOOKS)) {
                while (row.next()) {
                    stored.books
                            .computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                            .put(row.getString(2), row.getLong(3));
                }
            }
            try (ResultSet row = statement.executeQuery(COUNTED_TWICE)) {
                while (row.next()) {
                    book.find("TWICE: counted " + row.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery("select count(*) from keys")) {
                row.next();
                stored.keys = row.getLong(1);
            }
        }
        return stored;
    }

    private void add(ResultSet row, DriverMemory book) throws SQLException {
        Row now = new Row(row.getString(1), row.getString(3), row.getLong(4), row.getString(5));
        String key = row.getString(2);
        if (rows.put(key, now) != null) {
            book.find("TWICE: " + now.account() + "/" + key + " is stored twice");
        }
    }

    /// Compares every key with what was asked and answered, and marks each as stored or not.
    void compare(DriverMemory book) {
        for (RememberedKey asked : book.all()) {
            Row row = rows.get(asked.key());
            asked.stored(row != null);
            if (row != null) {
                compare(book, asked, row);
            } else if (asked.answer() != null) {
                book.lost(asked);
            }
        }
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            if (book.get(row.getKey()) == null) {
                book.find("never sent, or refused: " + row);
            }
        }
        for (Map.Entry<String, Long> fact : facts.entrySet()) {
            Row row = rows.get(fact.getKey());
            if (fact.getValue() != 1 || row == null || !row.what().equals("uses")) {
                book.find("TWICE: " + fact.getValue() + " facts book " + fact.getKey());
            }
        }
        if (keys != rows.size()) {
            book.find(keys + " keys are taken by " + rows.size() + " commands");
        }
    }

    private void compare(DriverMemory book, RememberedKey asked, Row row) {
        String expected =
                switch (asked.kind()) {
                    case OPEN -> "OpenAccount";
                    case GRANT -> "GrantPack";
                    case USE -> row.what().equals("uses") ? "uses" : "Use";
                };
        Row wanted = new Row(asked.account(), expected, asked.units(), asked.subject());
        if (!row.equals(wanted)) {
            book.find(asked + " is stored as " + row + " instead of " + wanted);
        }
        boolean booked = row.what().equals("uses");
        if (booked && !facts.containsKey(asked.key())) {
            book.find("LOST: the use " + asked + " has no fact");
        }
        String answer = asked.answer();
        if (answer != null
                && asked.kind() == RememberedKey.Kind.USE
                && booked != answer.contains("BOOKED")) {
            book.find(asked + " was answered " + answer + " and is among the " + row.what());
        }
    }

    /// The units left in each account minus its arrears: granted less used, which must equal the
    /// sum of the postings.
    Map<String, Long> left(DriverMemory book) {
        Map<String, Long> left = new TreeMap<>();
        for (String account : Load.accounts()) {
            long granted = sum(account, "GrantPack");
            long used = sum(account, "uses");
            Map<String, Long> sums = books.getOrDefault(account, Map.of());
            List<Long> wanted = List.of(-granted, used, granted - used);
            List<Long> found =
                    List.of(
                            sums.getOrDefault("ISSUED", 0L),
                            sums.getOrDefault("USED", 0L),
                            sums.getOrDefault("AVAILABLE", 0L) + sums.getOrDefault("ARREARS", 0L));
            if (!wanted.equals(found)) {
                book.find("postings of " + account + ": " + found + " instead of " + wanted);
            }
            left.put(account, granted - used);
        }
        return left;
    }

    private long sum(String account, String what) {
        return rows.values().stream()
                .filter(row -> row.account().equals(account) && row.what().equals(what))
                .mapToLong(Row::units)
                .sum();
    }
}

package scrip.server.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one batch as arguments of the database function `write_batch`.
final class Rows {

    private final LogRows format = new LogRows();
    private final BinaryArray log;
    private final BinaryArray keyAccounts = BinaryArray.longs();
    private final BinaryArray keys = BinaryArray.digests();
    private final BinaryArray subjectAccounts = BinaryArray.longs();
    private final BinaryArray subjects = BinaryArray.digests();
    private final Map<String, List<Map<String, @Nullable Object>>> rare = new LinkedHashMap<>();
    private final Set<Ref> boughtFor = new LinkedHashSet<>();

    Rows(LogRows.Types types) {
        this.log = types.newArray();
    }

    /// Adds a row of the log.
    ///
    /// @param previous the hash of the account's row before it
    /// @return its hash
    Digest log(LogRow row, Digest previous) {
        return format.add(log, row, previous);
    }

    /// Adds keys and subjects that no row has but that were assumed to be new.
    void assumed(Claims claims) {
        for (Conflicts.AccountDigest key : claims.assumedKeys()) {
            keyAccounts.add(key.account());
            keys.add(key.digest());
        }
        for (Conflicts.AccountDigest subject : claims.assumedSubjects()) {
            subjectAccounts.add(subject.account());
            subjects.add(subject.digest());
        }
    }

    /// Adds a row to a table that uses do not touch.
    ///
    /// @return the row, to be filled with its columns
    Map<String, @Nullable Object> rare(String table, Slot slot) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("realm", slot.realm.number());
        row.put("account", slot.number);
        row.put("booked_at", Stored.micros(slot.now));
        rare.computeIfAbsent(table, _ -> new ArrayList<>()).add(row);
        return row;
    }

    /// Adds an organization for which an account has bought (C4).
    void beneficiary(Slot slot, Ref holder) {
        rare("beneficiaries", slot).put("holder", holder.id().value());
        boughtFor.add(holder);
    }

    /// The organizations for which accounts have bought.
    Set<Ref> boughtFor() {
        return boughtFor;
    }

    /// The rows of rare tables as one document; null if there are none.
    @Nullable String rareJson() {
        return rare.isEmpty() ? null : LedgerJson.write(rare);
    }

    /// The arrays, in the order of the parameters.
    List<Array> arrays(Connection connection) throws SQLException {
        List<Array> arrays = new ArrayList<>();
        for (BinaryArray array : List.of(log, keyAccounts, keys, subjectAccounts, subjects)) {
            arrays.add(array.bound(connection));
        }
        return arrays;
    }

    /// Whether there is anything to confirm or to write.
    boolean isEmpty() {
        return log.count() == 0 && keys.count() == 0 && subjects.count() == 0 && rare.isEmpty();
    }
}

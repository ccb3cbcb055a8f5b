package scrip.server.key;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;

/// Lists keys with what each has lost. A page asks the database twice, however many keys it has.
final class KeyList {

    private final Database database;
    private final InstantSource clock;

    KeyList(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A page of keys.
    ///
    /// @param account of an organization; null for keys of products and of the vendor
    List<ApiKeys.Whole> page(int realm, @Nullable Long account, KeyStore.Filter filter, int most) {
        Instant now = clock.instant();
        List<KeyStore.Listed> listed =
                account == null
                        ? database.readAll(
                                sql -> KeyStore.page(sql, realm, null, filter, now, most))
                        : database.read(
                                List.of(account),
                                sql -> KeyStore.page(sql, realm, account, filter, now, most));
        SequencedMap<KeyStore.Key, List<KeyStore.KeySecret>> keys = new LinkedHashMap<>();
        for (KeyStore.Listed row : listed) {
            List<KeyStore.KeySecret> secrets =
                    keys.computeIfAbsent(row.key(), _ -> new ArrayList<>());
            row.keySecret().ifPresent(secrets::add);
        }
        return weighed(
                keys.entrySet().stream()
                        .map(e -> new ApiKeys.Whole(e.getKey(), e.getValue(), List.of(), now))
                        .toList(),
                now);
    }

    /// A key after a change, with what it has lost. To be called after that is committed: others
    /// wait for the change, and not for what its answer says beyond it.
    ApiKeys.Whole weighed(ApiKeys.Whole whole) {
        return weighed(List.of(whole), whole.now()).getFirst();
    }

    /// Roles elsewhere are not the organization's to read, but decide what a key gives.
    private List<ApiKeys.Whole> weighed(List<ApiKeys.Whole> all, Instant now) {
        List<KeyStore.Key> keys = all.stream().map(ApiKeys.Whole::key).toList();
        if (keys.stream().allMatch(KeyRights::isUnbound)) {
            return all;
        }
        Map<UUID, List<String>> lost = database.readAll(sql -> KeyRights.lost(sql, keys, now));
        return all.stream()
                .map(w ->
                        new ApiKeys.Whole(
                                w.key(),
                                w.secrets(),
                                lost.getOrDefault(w.key().id(), List.of()),
                                w.now()))
                .toList();
    }
}

package scrip.server.pack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.ledger.History;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;

/// What can be asked of packs and pools.
final class Packs {

    private final Accounts accounts;
    private final Ledger ledger;
    private final PackStore store;

    Packs(Accounts accounts, Ledger ledger, PackStore store) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.store = store;
    }

    /// Which pools are asked for; null: any.
    record Filter(@Nullable String resource, @Nullable Integer storageYears) {

        boolean takes(PoolKey key) {
            return (resource == null || resource.equals(key.resource()))
                    && (storageYears == null || storageYears == key.storageYears());
        }
    }

    /// Pools and the instant they were read for.
    record Found(List<Pool> pools, Instant at) {}

    Found pools(Call call, OrganizationId account, Filter filter, @Nullable Instant asOf) {
        Reading reading = accounts.read(call, account, asOf);
        return new Found(
                reading.account().stock().pools().values().stream()
                        .filter(p -> filter.takes(p.key()))
                        .toList(),
                reading.now());
    }

    PackId grant(Call call, OrganizationId account, Command.GrantPack command, String key) {
        if (accounts.book(call, account, command, key) instanceof Answer.Granted(PackId pack)) {
            return pack;
        }
        throw new IllegalStateException("answered otherwise");
    }

    /// Movements of one pool and the pool as it is now, which knows the ids of packs.
    record Moved(List<PackStore.Row> rows, Pool pool) {}

    Moved movements(Call call, OrganizationId id, PoolKey key, PackStore.Cursor before, int most) {
        Pool pool = accounts.read(call, id, null).account().pool(key);
        long number = ledger.number(call.realm(), id);
        return new Moved(store.movements(call.realm().number(), number, key, before, most), pool);
    }

    History.Obligations obligations(Call call, OrganizationId id) {
        Reading reading = accounts.read(call, id, null);
        return ledger.history().obligations(call.realm(), id, reading.now());
    }
}

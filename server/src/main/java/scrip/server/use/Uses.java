package scrip.server.use;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.http.Call;
import scrip.server.http.ProblemException;
import scrip.server.role.Granted;

/// The use cases of uses and holds.
final class Uses {

    private final Accounts accounts;
    private final History history;

    Uses(Accounts accounts, History history) {
        this.accounts = accounts;
        this.history = history;
    }

    /// The permission to use, as an organization, the packs of its own account or of a consortium.
    Granted granted(Call call, OrganizationId organization, @Nullable OrganizationId within) {
        return accounts.granted(call, organization, within);
    }

    /// Hides the holds of other products from the key of a product, as if they did not exist.
    void checkHold(Call call, Granted granted, String hold) {
        if (call.identity().product() != null && call.hides(resourceOfHold(granted, hold))) {
            throw new ProblemException(Code.UNKNOWN_KEY, "no hold with the key " + hold);
        }
    }

    /// Hides the uses of other products from the key of a product, and records the use for the
    /// audit log.
    void checkUse(Call call, Granted granted, String use) {
        History.KnownUse known = history.use(granted.realm(), granted.account(), use);
        if (known != null && call.hides(known.resource())) {
            throw new ProblemException(Code.UNKNOWN_KEY, "no use with the key " + use);
        }
        if (known != null) {
            call.note().was(known);
        }
    }

    /// An open hold is in the account; only closed holds are looked up in the database.
    private @Nullable ItemId resourceOfHold(Granted granted, String hold) {
        return accounts.read(granted).account().stock().pools().values().stream()
                .filter(pool -> pool.hold(hold) != null)
                .map(pool -> pool.key().resource())
                .findFirst()
                .orElseGet(() -> history.resourceOfHold(granted.realm(), granted.account(), hold));
    }

    /// The use booked under a key.
    History.BookedUse bookedUnder(Granted granted, String key) {
        accounts.read(granted);
        return history.bookedUse(granted.realm(), granted.account(), key)
                .orElseThrow(
                        () -> new ProblemException(Code.UNKNOWN_KEY, "no use with the key " + key));
    }

    /// Booked uses, newest first unless asked otherwise.
    List<History.BookedUse> booked(Granted granted, History.UseFilter filter, int most) {
        accounts.read(granted);
        return history.uses(granted.realm(), granted.account(), filter, most);
    }
}

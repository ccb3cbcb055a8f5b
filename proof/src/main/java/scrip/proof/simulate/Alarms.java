package scrip.proof.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;

/// Makes up emergencies: for everything or one item, within a consortium, too long, too often (X5).
/// It has dice of its own, so that the other steps of a world do not depend on it.
final class Alarms {

    private final Dice dice;

    Alarms(Dice dice) {
        this.dice = dice;
    }

    /// Whether anything of an account is suspended.
    private static boolean isSuspended(Account account, Instant at) {
        return account.stock().pools().values().stream().anyMatch(Pool::suspended)
                || account.rights().licenses().stream()
                        .anyMatch(l -> l.state(at) == LicenseState.SUSPENDED);
    }

    /// Now and then an emergency of some organization, more often of one that is suspended; null
    /// for none.
    @Nullable Step roll(Instant at, List<String> organizations, MemoryStage stage) {
        if (!dice.chance(9)) {
            return null;
        }
        stage.moveTo(at);
        Account account = stage.account(new OrganizationId(dice.pick(organizations)), null);
        return dice.chance(isSuspended(account, at) ? 90 : 10) ? open(at, account) : null;
    }

    private Step open(Instant at, Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        OrganizationId asker = account.id();
        List<OrganizationId> members = List.copyOf(account.profile().members());
        if (!members.isEmpty() && dice.chance(50)) {
            asker = dice.pick(members);
            fields.put("within", account.id().value());
        } else if (dice.chance(5)) {
            fields.put("within", "u1");
        }
        fields.put("org", asker.value());
        if (dice.chance(50)) {
            item(account, at, fields);
        }
        if (dice.chance(40)) {
            fields.put("hours", dice.of(1L, 2L, 8L, 24L, 25L, 60L));
        }
        fields.put("doctor", "Dr. Wang");
        fields.put("reason", "a stroke");
        return new Step(at, "emergency", fields);
    }

    /// An item of the account, usually one that is suspended.
    private void item(Account account, Instant at, Map<String, Object> fields) {
        boolean any = dice.chance(20);
        List<Pool> pools = new ArrayList<>();
        account.stock().pools().values().stream()
                .filter(p -> any || p.suspended())
                .forEach(pools::add);
        List<License> licenses = new ArrayList<>();
        account.rights().licenses().stream()
                .filter(l -> any || l.state(at) == LicenseState.SUSPENDED)
                .forEach(licenses::add);
        if (!pools.isEmpty() && (licenses.isEmpty() || dice.chance(60))) {
            Pool pool = dice.pick(pools);
            int years = pool.key().storageYears();
            fields.put("resource", pool.key().resource().toString());
            if (dice.chance(years > 0 ? 60 : 3)) {
                fields.put("storage_years", Math.max(1L, years));
            }
        } else if (!licenses.isEmpty()) {
            fields.put("item", dice.pick(licenses).item().toString());
        } else {
            fields.put("item", dice.of(Items.BASIC, Items.REPORT, Items.CAPACITY, "aimis/none"));
        }
    }
}

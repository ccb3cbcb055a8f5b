package scrip.bench.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds licenses of an organization, and the mark to end at the end (L9). */
final class Licenses {
    private final World world;

    Licenses(World world) {
        this.world = world;
    }

    /**
     * Its own license; else the best another account bought for it; else what it bought for others.
     */
    License find(Account account, String item) {
        String org = account.org.id;
        License own = account.license(item, org);
        if (own != null) {
            return own;
        }
        License best = null;
        for (License license : licensesFor(item, org)) {
            if (best == null || rank(license) < rank(best)) {
                best = license;
            }
        }
        return best == null ? bought(account, item) : best;
    }

    /** What the account bought: its own license, else the first it bought for another. */
    private static License bought(Account account, String item) {
        License own = account.license(item, account.org.id);
        if (own != null) {
            return own;
        }
        return account.licenses.stream()
                .filter(license -> license.item.name().equals(item))
                .findFirst()
                .orElse(null);
    }

    private int rank(License license) {
        Instant now = world.touch(license.account);
        return switch (license.stateAt(now)) {
            case ACTIVE -> 0;
            case ARREARS -> 1;
            case SUSPENDED -> 2;
            case PENDING -> 3;
            case ENDED -> 4;
        };
    }

    /** Every account's license of an item for one organization (C4). */
    List<License> licensesFor(String item, String target) {
        List<License> found = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            License license = account.license(item, target);
            if (license != null) {
                found.add(license);
            }
        }
        return found;
    }

    /** L9: told to end at `until`, or told otherwise, before it. */
    Map<String, Object> end(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        License license = bought(account, Fields.required(fields, "item"));
        Refusal.unless(license != null, "NOT_LICENSED");
        Refusal.unless(license.until == null || now.isBefore(license.until), "LICENSE_ENDED");
        license.endsAtEnd = license.until != null && Fields.flag(fields, "at_end", true);
        return World.outcome("state", license.stateAt(now).name());
    }

    /** The outcome of `check license`. Paid and not yet activated is PENDING (L1, O3). */
    Map<String, Object> check(Map<String, Object> fields) {
        Account account = world.account(fields);
        world.touch(account);
        String item = Fields.required(fields, "item");
        License license = find(account, item);
        if (license != null) {
            Instant now = world.touch(license.account);
            return World.outcome(
                    "state", license.stateAt(now).name(),
                    "from", license.from,
                    "until", license.until);
        }
        boolean waits =
                world.accounts.values().stream()
                        .anyMatch(one -> one.waitsFor(item, account.org.id));
        Refusal.unless(waits, "NOT_LICENSED");
        return World.outcome("state", "PENDING", "from", null, "until", null);
    }
}

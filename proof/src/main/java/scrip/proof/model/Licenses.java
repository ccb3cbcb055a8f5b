package scrip.proof.model;

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

    /** The best that any account holds for the organization; on a tie its own, then the first. */
    License find(Account account, String item) {
        return best(account.licenses(item, account.org.id), licensesFor(item, account.org.id));
    }

    /** The best; on a tie the one that ends last, those of the first list before the second. */
    private License best(List<License> own, List<License> others) {
        License best = null;
        for (License license : own) {
            best = best == null || better(license, best, true) ? license : best;
        }
        for (License license : others) {
            boolean sameAccount = best != null && license.account == best.account;
            best = best == null || better(license, best, sameAccount) ? license : best;
        }
        return best;
    }

    private boolean better(License one, License other, boolean byEnd) {
        boolean later =
                one.until == null || (other.until != null && one.until.isAfter(other.until));
        return rank(one) < rank(other) || (rank(one) == rank(other) && byEnd && later);
    }

    /** How the maintenance that an account bought for an organization is shown (S3). */
    License maintenance(License bought) {
        return best(bought.account.licenses(bought.item.name(), bought.target), List.of());
    }

    /** What it bought for itself, else the first that another account bought for it. */
    private License toEnd(Account account, String item) {
        License own = account.license(item, account.org.id);
        if (own != null) {
            return own;
        }
        List<License> others = licensesFor(item, account.org.id);
        return others.isEmpty() ? null : others.getFirst();
    }

    private int rank(License license) {
        Instant now = world.touch(license.account);
        return switch (license.stateAt(now)) {
            case ACTIVE -> 0;
            case ARREARS -> 1;
            case PENDING -> 2;
            case SUSPENDED -> 3;
            case ENDED -> 4;
        };
    }

    /** Every account's license of an item for one organization (C4). */
    List<License> licensesFor(String item, String target) {
        List<License> found = new ArrayList<>();
        for (Account account : world.accounts.values()) {
            found.addAll(account.licenses(item, target));
        }
        return found;
    }

    /** L9: set to end at `until`, or the setting withdrawn, before that instant. */
    Map<String, Object> end(Map<String, Object> fields) {
        License license = toEnd(world.account(fields), Fields.required(fields, "item"));
        Refusal.unless(license != null && license.until != null, "UNKNOWN_LICENSE");
        Instant now = world.touch(license.account);
        Refusal.unless(now.isBefore(license.until), "LICENSE_ENDED");
        license.endsAtEnd = Fields.flag(fields, "at_end", true);
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
        return World.outcome("state", waits ? "PENDING" : "NONE", "from", null, "until", null);
    }
}

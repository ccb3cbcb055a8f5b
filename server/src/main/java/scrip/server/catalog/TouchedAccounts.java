package scrip.server.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.order.Quote;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.server.database.Database;

/// The organizations that a new version of a catalog affects, and when: those with licenses, packs,
/// open orders or open quotes for changed items.
final class TouchedAccounts implements CatalogCommand.Touched {

    private static final int LIVE_NUMBER = 1;

    private final AccountCountStore store;
    private final List<Account> accounts;
    private final Instant now;

    /// @param accounts the accounts to be listed, advanced to `now`
    TouchedAccounts(Database database, List<Account> accounts, Instant now) {
        this.store = new AccountCountStore(database);
        this.accounts = List.copyOf(accounts);
        this.now = now;
    }

    @Override
    public Map<CatalogChange, AccountCounts> counts(
            Catalog before, Catalog after, List<CatalogChange> changes) {
        return store.of(LIVE_NUMBER, before, after, changes, now);
    }

    @Override
    public List<String> by(Catalog after, Optional<ItemId> item) {
        List<String> lines = new ArrayList<>();
        for (Account account : accounts) {
            List<String> why = why(account, after, item.orElse(null));
            if (!why.isEmpty()) {
                lines.add(account.id() + ": " + String.join("; ", why));
            }
        }
        return List.copyOf(lines);
    }

    private List<String> why(Account account, Catalog after, @Nullable ItemId item) {
        List<String> why = new ArrayList<>();
        for (License license : account.rights().licenses()) {
            if (isOf(license.item(), after, item)) {
                license(license, item).ifPresent(why::add);
            }
        }
        for (Pool pool : account.stock().pools().values()) {
            if (isOf(pool.key().resource(), after, item)) {
                packs(pool, after, item).ifPresent(why::add);
            }
        }
        for (Order order : account.trade().orders().values()) {
            boolean open =
                    order.state() == OrderState.DRAFT || order.state() == OrderState.CONFIRMED;
            if (open && has(order.lines(), after, item)) {
                why.add("open order " + order.id() + ", which keeps its price");
            }
        }
        for (Quote quote : account.trade().quotes().values()) {
            if (quote.isOpenAt(now) && has(quote.lines(), after, item)) {
                why.add(
                        "quote %s, which keeps its prices until %s"
                                .formatted(quote.id(), quote.quotedAt().plus(Quote.HOLDS_FOR)));
            }
        }
        return why;
    }

    private Optional<String> license(License license, @Nullable ItemId item) {
        LicenseState state = license.state(now);
        if (state == LicenseState.ENDED) {
            return Optional.empty();
        }
        String name = item == null ? "license of " + license.item() : "license";
        if (license.isPerpetual()) {
            return Optional.of(name + " without an end");
        }
        return Optional.of(
                "%s (%s) of %s until %s, at its next renewal"
                        .formatted(name, state, license.holder(), license.until()));
    }

    private Optional<String> packs(Pool pool, Catalog after, @Nullable ItemId item) {
        List<Pack> live =
                pool.packs().stream()
                        .filter(p -> p.phase() != PackPhase.VOIDED && now.isBefore(p.until()))
                        .toList();
        long arrears = pool.debts().units();
        if (live.isEmpty() && arrears == 0) {
            return Optional.empty();
        }
        String name = item == null ? "packs of " + pool.key().resource() : "packs";
        Instant last = live.stream().map(Pack::until).max(Instant::compareTo).orElse(now);
        long left = live.stream().mapToLong(Pack::available).sum();
        return Optional.of(
                "%s%s: %,d left until %s%s, at uses from %s and the next top-up"
                        .formatted(
                                name,
                                pool.key().hasTerm()
                                        ? " stored %d years".formatted(pool.key().storageYears())
                                        : "",
                                left,
                                last,
                                arrears == 0 ? "" : ", %,d in arrears".formatted(arrears),
                                after.effectiveFrom()));
    }

    private static boolean has(List<Line> lines, Catalog after, @Nullable ItemId item) {
        return lines.stream().anyMatch(l -> isOf(l.item(), after, item));
    }

    private static boolean isOf(ItemId id, Catalog after, @Nullable ItemId item) {
        return item == null ? id.product().equals(after.product()) : id.equals(item);
    }
}

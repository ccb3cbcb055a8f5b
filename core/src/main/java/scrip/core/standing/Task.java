package scrip.core.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Order;
import scrip.core.pack.Pool;
import scrip.core.service.Service;

/// Something for the people of an organization to do, or to wait for.
public sealed interface Task {

    /// How long before its end a license becomes a task.
    Duration SOON = Duration.ofDays(30);

    /// What it is about.
    Subject subject();

    /// Buy the units that a pool owes.
    record TopUp(Arrears debt) implements Task {

        @Override
        public Subject subject() {
            return debt.subject();
        }
    }

    /// Buy a license again that is in arrears or suspended.
    record Renew(Arrears debt) implements Task {

        @Override
        public Subject subject() {
            return debt.subject();
        }
    }

    /// Pay a confirmed order.
    record Pay(Order order) implements Task {

        @Override
        public Subject subject() {
            return Subject.of(order);
        }
    }

    /// Wait for the vendor to activate a paid order (O3).
    record WaitForActivation(Order order) implements Task {

        @Override
        public Subject subject() {
            return Subject.of(order);
        }
    }

    /// Accept or reject a service that was delivered (S1).
    record Accept(Service service) implements Task {

        @Override
        public Subject subject() {
            return Subject.of(service);
        }
    }

    /// Renew a license that ends soon.
    ///
    /// @param proposal what renews it; null if it is sold no more
    record RenewSoon(License license, @Nullable Proposal proposal) implements Task {

        @Override
        public Subject subject() {
            return Subject.of(license);
        }
    }

    /// Top up a pool in which little is left.
    ///
    /// @param quantityMin the least quantity that is sold; null if nothing is sold any more
    /// @param proposal what tops it up; null if nothing that does is sold any more
    record TopUpSoon(Pool pool, @Nullable Long quantityMin, @Nullable Proposal proposal)
            implements Task {

        @Override
        public Subject subject() {
            return Subject.of(pool);
        }
    }

    /// Whether it is about an order, and so about money.
    default boolean isAboutMoney() {
        return switch (this) {
            case Pay _, WaitForActivation _ -> true;
            case TopUp _, Renew _, Accept _, RenewSoon _, TopUpSoon _ -> false;
        };
    }

    /// The tasks of an account, the most urgent kinds first.
    ///
    /// @param debts what it owes, soonest suspension first
    /// @param most how many of each kind
    static List<Task> of(
            Account account, List<Arrears> debts, Catalogs catalogs, Instant now, int most) {
        List<Task> all = new ArrayList<>();
        some(debts, d -> d.units() != null, most).forEach(d -> all.add(new TopUp(d)));
        some(debts, d -> d.units() == null, most).forEach(d -> all.add(new Renew(d)));
        Collection<Order> orders = account.trade().orders().values();
        Account.Rights rights = account.rights();
        some(orders, Task::isToPay, most).forEach(o -> all.add(new Pay(o)));
        some(orders, o -> o.isOpen() && !o.awaitsPayment(), most)
                .forEach(o -> all.add(new WaitForActivation(o)));
        some(rights.services().values(), s -> s.awaitsAcceptance(now), most).stream()
                .map(Accept::new)
                .forEach(all::add);
        some(rights.licenses(), l -> endsSoon(l, now), most).stream()
                .map(l -> new RenewSoon(l, Proposal.renewal(account, l, catalogs, now)))
                .forEach(all::add);
        some(account.stock().pools().values(), Task::runsLow, most).stream()
                .map(p -> topUpSoon(account, p, catalogs, now))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static <V> List<V> some(Collection<V> all, Predicate<V> which, int most) {
        return all.stream().filter(which).limit(most).toList();
    }

    /// Whether an order waits for money; one with a total of zero waits for an agreement (O9).
    private static boolean isToPay(Order order) {
        return order.awaitsPayment() && !order.paidWhole();
    }

    private static boolean endsSoon(License license, Instant now) {
        return license.state(now) == LicenseState.ACTIVE
                && !license.endsQuietly()
                && !license.lastEnd().isAfter(now.plus(SOON));
    }

    /// Whether little is left in a pool that owes nothing, or too little to restore it (R13); a
    /// pool in arrears is a debt instead.
    private static boolean runsLow(Pool pool) {
        return pool.arrears() == 0 && (pool.suspended() || pool.isLow());
    }

    private static Task topUpSoon(Account account, Pool pool, Catalogs catalogs, Instant now) {
        Item.Metered sold = catalogs.metered(pool.key().resource(), now).orElse(null);
        return new TopUpSoon(
                pool,
                sold == null ? null : sold.quantityMin(),
                Proposal.topUp(account, pool, sold));
    }
}

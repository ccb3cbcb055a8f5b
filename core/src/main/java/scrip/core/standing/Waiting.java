package scrip.core.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.MoneyReturn;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.order.Quote;
import scrip.core.order.SalesRequest;
import scrip.core.pack.Episode;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.core.sorted.Difference;

/// A row of the `waits` table: something that waits for the vendor's staff, a debt of the account,
/// or an item that it has, has on order or was offered (C1). It depends only on the account's
/// facts, not on the current time, so the commit that changes the account also writes it.
///
/// @param subject what waits or is owed; for an item, the license, pool or service by which the
///   account has it, or the line of an order or quote
/// @param from the first instant at which it waits
/// @param until the first instant at which it no longer waits; null until a fact determines it
/// @param due the most urgent comes first; null if nothing is due
@SuppressWarnings("ReferenceEquality") // The same object has not changed.
public record Waiting(
        Kind kind, Subject subject, Instant from, @Nullable Instant until, @Nullable Instant due) {

    private static final Instant ALWAYS = Instant.EPOCH;

    /// Whether it waits at an instant.
    public boolean waitsAt(Instant now) {
        return !from.isAfter(now) && (until == null || now.isBefore(until));
    }

    /// Whether a subject of an account still waits at an instant; checks only that subject.
    public static boolean isWaiting(Account account, Kind kind, Subject subject, Instant now) {
        Set<Waiting> said = new LinkedHashSet<>();
        switch (subject) {
            case Subject.OfOrder(var id) ->
                    say(account.trade().orders().get(id), Waiting::order, said);
            case Subject.OfSalesRequest(var id, _) ->
                    say(account.trade().requests().get(id), Waiting::request, said);
            case Subject.OfReturn(var id) ->
                    say(account.trade().returns().get(id), Waiting::proposed, said);
            case Subject.OfMoney(var currency) -> money(account.unapplied(currency), said);
            case Subject.OfService(var id, _, _) ->
                    say(account.rights().services().get(id), Waiting::service, said);
            case Subject.OfLicense(var id, _, _) ->
                    say(account.rights().licenses().find(id), Waiting::license, said);
            case Subject.OfPool(var key) -> pool(account.pool(key), said);
            case Subject.OfOrganization _ -> kept(account, said);
            case Subject.OfLine _,
                    Subject.OfPack _,
                    Subject.OfUse _,
                    Subject.OfPayment _,
                    Subject.OfAgreement _ ->
                    throw new IllegalArgumentException("waits for nobody: " + subject);
        }
        return said.stream()
                .anyMatch(w -> w.kind == kind && w.subject.equals(subject) && w.waitsAt(now));
    }

    private static <V> void say(
            @Nullable V thing, BiConsumer<V, Set<Waiting>> waits, Set<Waiting> to) {
        if (thing != null) {
            waits.accept(thing, to);
        }
    }

    /// What waits.
    public enum Kind {
        /// A paid order that the vendor has to approve (O3).
        APPROVAL,
        /// A confirmed order that awaits its transfer.
        TRANSFER,
        /// Units or time owed; due when it is suspended.
        DEBT,
        /// A debt from the instant at which it is suspended, or a pool that stays suspended until a
        /// unit can be spent (R13).
        SUSPENDED,
        /// Reported uses that wait for a decision.
        KEPT,
        UNAPPLIED,
        /// A service to be delivered.
        SERVICE,
        /// A request to sales.
        SALE,
        /// A return of money that a second person has to approve.
        RETURN,
        /// An item that can still be used or renewed, or whose service is still owed: a license
        /// until it ends for good (one in arrears or suspended has not), a pool until its last pack
        /// can no longer be drawn on and nothing is owed, a service until it is accepted or
        /// expires.
        HELD,
        /// An item of an order that is drafted, confirmed or paid, and not yet activated.
        ORDERED,
        /// An item of a quote that can still be accepted.
        QUOTED;

        /// The ways in which an account has an item; these wait for nobody (C1).
        public static final Set<Kind> OF_ITEMS =
                Collections.unmodifiableSet(EnumSet.of(HELD, ORDERED, QUOTED));
    }

    /// The effect of a change of an account.
    ///
    /// @param over what no longer waits
    /// @param begun what waits now
    public record Change(Set<Waiting> over, Set<Waiting> begun) {}

    /// Everything of an account that waits or will wait.
    public static Set<Waiting> of(Account account) {
        return between(Account.none(account.id()), account).begun();
    }

    /// Everything that an account owes or will owe.
    static Stream<Waiting> owed(Account account) {
        Set<Waiting> said = new LinkedHashSet<>();
        account.stock().pools().values().forEach(pool -> debt(pool, said));
        account.rights().licenses().forEach(license -> debt(license, said));
        return said.stream();
    }

    /// The difference between two states of an account. Objects shared by both are skipped: a use
    /// changes only one pool.
    public static Change between(Account before, Account after) {
        Set<Waiting> over = new LinkedHashSet<>();
        Set<Waiting> begun = new LinkedHashSet<>();
        Account.Trade was = before.trade();
        Account.Trade is = after.trade();
        Account.Rights held = before.rights();
        Account.Rights holds = after.rights();
        Difference.between(was.orders(), is.orders(), visit(Waiting::order, over, begun));
        Difference.between(was.quotes(), is.quotes(), visit(Waiting::quote, over, begun));
        Difference.between(was.requests(), is.requests(), visit(Waiting::request, over, begun));
        Difference.between(was.returns(), is.returns(), visit(Waiting::proposed, over, begun));
        Difference.between(
                was.funds().unapplied(),
                is.funds().unapplied(),
                visit(Waiting::money, over, begun));
        Difference.between(held.services(), holds.services(), visit(Waiting::service, over, begun));
        Difference.between(
                held.licenses().toList(),
                holds.licenses().toList(),
                visit(Waiting::license, over, begun));
        Difference.between(
                before.stock().pools(), after.stock().pools(), visit(Waiting::pool, over, begun));
        if (before.stock().kept() != after.stock().kept()) {
            kept(before, over);
            kept(after, begun);
        }
        List<Waiting> same = new ArrayList<>(over);
        same.retainAll(begun);
        same.forEach(s -> {
            over.remove(s);
            begun.remove(s);
        });
        return new Change(over, begun);
    }

    private static <V> Difference.Listener<V> visit(
            BiConsumer<V, Set<Waiting>> waits, Set<Waiting> over, Set<Waiting> begun) {
        return (before, after) -> {
            if (before != null) {
                waits.accept(before, over);
            }
            if (after != null) {
                waits.accept(after, begun);
            }
        };
    }

    private static void order(Order order, Set<Waiting> to) {
        if (order.awaitsApproval()) {
            to.add(always(Kind.APPROVAL, Subject.of(order), order.activateBy()));
        } else if (order.awaitsPayment()) {
            Instant expires = order.expiresAt();
            if (!order.paidWhole()) {
                to.add(new Waiting(Kind.TRANSFER, Subject.of(order), ALWAYS, expires, expires));
            }
            items(Kind.ORDERED, order.lines(), expires, to);
        }
        if (order.state() == OrderState.PAID || order.state() == OrderState.DRAFT) {
            items(Kind.ORDERED, order.lines(), null, to);
        }
    }

    private static void quote(Quote quote, Set<Waiting> to) {
        if (quote.acceptedAs() != null) {
            return;
        }
        Instant until = quote.quotedAt().plus(Quote.HOLDS_FOR);
        items(Kind.QUOTED, quote.lines(), until, to);
    }

    private static void items(
            Kind kind, List<Line> lines, @Nullable Instant until, Set<Waiting> to) {
        lines.forEach(line -> to.add(item(kind, Subject.of(line), until)));
    }

    private static Waiting item(Kind kind, Subject subject, @Nullable Instant until) {
        return new Waiting(kind, subject, ALWAYS, until, null);
    }

    private static void request(SalesRequest request, Set<Waiting> to) {
        if (request.isOpen()) {
            to.add(always(Kind.SALE, Subject.of(request), request.requestedAt()));
        }
    }

    private static void proposed(MoneyReturn money, Set<Waiting> to) {
        if (money.state() == MoneyReturn.State.PROPOSED) {
            to.add(always(Kind.RETURN, Subject.of(money), money.proposedAt()));
        }
    }

    private static void money(Money sum, Set<Waiting> to) {
        if (sum.isPositive()) {
            to.add(always(Kind.UNAPPLIED, new Subject.OfMoney(sum.currency()), null));
        }
    }

    private static void service(Service service, Set<Waiting> to) {
        if (service.awaitsDelivery()) {
            Instant until = service.deliveredOnce() ? null : service.until();
            to.add(new Waiting(Kind.SERVICE, Subject.of(service), ALWAYS, until, service.until()));
        }
        if (service.stage() != ServiceState.ACCEPTED) {
            Instant until = service.deliveredOnce() ? null : service.until();
            to.add(item(Kind.HELD, Subject.of(service), until));
        }
    }

    private static void license(License license, Set<Waiting> to) {
        Instant until = license.until();
        to.add(item(Kind.HELD, Subject.of(license), license.endsQuietly() ? until : null));
        debt(license, to);
    }

    private static void debt(License license, Set<Waiting> to) {
        Instant suspendsAt = license.suspendsAt();
        if (suspendsAt != null) {
            Subject subject = Subject.of(license);
            to.add(new Waiting(Kind.DEBT, subject, license.lastEnd(), null, suspendsAt));
            to.add(new Waiting(Kind.SUSPENDED, subject, suspendsAt, null, null));
        }
    }

    private static void pool(Pool pool, Set<Waiting> to) {
        debt(pool, to);
        Instant until = pool.packs().until();
        boolean owing = pool.episode() != null || pool.suspended();
        if (owing || until != null) {
            to.add(
                    item(
                            Kind.HELD,
                            Subject.of(pool),
                            owing || until == null ? null : until.plus(Pack.LATE_WINDOW)));
        }
    }

    private static void debt(Pool pool, Set<Waiting> to) {
        Subject subject = Subject.of(pool);
        Episode episode = pool.episode();
        if (episode != null) {
            to.add(always(Kind.DEBT, subject, episode.suspendsAt()));
        }
        if (pool.suspended()) {
            to.add(always(Kind.SUSPENDED, subject, null));
        } else if (episode != null) {
            to.add(new Waiting(Kind.SUSPENDED, subject, episode.suspendsAt(), null, null));
        }
    }

    private static void kept(Account account, Set<Waiting> to) {
        if (!account.stock().kept().isEmpty()) {
            to.add(always(Kind.KEPT, new Subject.OfOrganization(account.id()), null));
        }
    }

    private static Waiting always(Kind kind, Subject subject, @Nullable Instant due) {
        return new Waiting(kind, subject, ALWAYS, null, due);
    }
}

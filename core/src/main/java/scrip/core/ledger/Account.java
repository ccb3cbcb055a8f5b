package scrip.core.ledger;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.Emergency;
import scrip.core.license.License;
import scrip.core.license.Licenses;
import scrip.core.license.Visit;
import scrip.core.money.Money;
import scrip.core.order.Agreement;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;
import scrip.core.sorted.PersistentList;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.PersistentSet;

/// The state of one account, the organization that buys and owes: everything a decision reads.
/// Immutable; the result of applying its facts in order to an empty account.
///
/// @param seq the sequence number of its last fact
/// @param bookedAt the booking time of its last fact; booking time never goes back (T5)
public record Account(
        OrganizationId id,
        long seq,
        Instant bookedAt,
        Profile profile,
        Trade trade,
        Rights rights,
        Stock stock) {

    /// The organization itself.
    ///
    /// @param members of a consortium
    /// @param consortia of an institution
    public record Profile(
            OrganizationKind kind,
            String name,
            ZoneId zone,
            @Nullable Integer defaultStorageYears,
            SortedSet<OrganizationId> members,
            SortedSet<OrganizationId> consortia) {

        /// The storage term that is meant: the one named, or else the account's default (R4). Null
        /// for an item without storage terms, and if none is named and there is no default.
        public @Nullable Integer storageTerm(Item item, @Nullable Integer named) {
            if (!item.storageTerms()) {
                return null;
            }
            return named == null ? defaultStorageYears : named;
        }

        Profile withName(String next) {
            return new Profile(kind, next, zone, defaultStorageYears, members, consortia);
        }

        Profile withZone(ZoneId next) {
            return new Profile(kind, name, next, defaultStorageYears, members, consortia);
        }

        Profile withDefaultStorage(@Nullable Integer years) {
            return new Profile(kind, name, zone, years, members, consortia);
        }

        Profile withMembers(SortedSet<OrganizationId> next) {
            return new Profile(kind, name, zone, defaultStorageYears, next, consortia);
        }

        Profile withConsortia(SortedSet<OrganizationId> next) {
            return new Profile(kind, name, zone, defaultStorageYears, members, next);
        }
    }

    /// Agreements, orders and money.
    ///
    /// @param agreements by product, in the order in which they were recorded
    /// @param unsettled confirmed orders with a total of zero, which wait only for an agreement
    ///   (O9), each with the sequence number of its confirmation
    /// @param funds payments and unapplied money (M1)
    /// @param productsPaid the products for which an order has been paid (O3)
    /// @param returns returns of unapplied money, proposed or sent (M1)
    /// @param requests requests to sales (C7)
    public record Trade(
            SortedMap<String, List<Agreement>> agreements,
            SortedMap<QuoteId, Quote> quotes,
            SortedMap<OrderId, Order> orders,
            SortedMap<OrderId, Long> unsettled,
            Funds funds,
            SortedSet<String> productsPaid,
            SortedMap<MoneyReturnId, MoneyReturn> returns,
            SortedMap<SalesRequestId, SalesRequest> requests) {

        public Trade {
            orders = OrderAgenda.of(orders);
        }

        /// The paid orders whose activation waits for the vendor (O3).
        public Iterable<Order> awaitingApproval() {
            return OrderAgenda.awaitingApproval(orders);
        }

        /// The agreement for a product whose prices, discount and bonus apply at an instant: of
        /// those in force, the one recorded last (C9); null if none is.
        ///
        /// @param zone of the account
        public @Nullable Agreement agreement(String product, Instant now, ZoneId zone) {
            return agreements.getOrDefault(product, List.of()).reversed().stream()
                    .filter(a -> a.countsAt(now, zone))
                    .findFirst()
                    .orElse(null);
        }

        Trade withAgreement(Agreement agreement) {
            String product = agreement.product();
            List<Agreement> all = agreements.getOrDefault(product, List.of());
            return new Trade(
                    Copies.with(agreements, product, Copies.with(all, agreement)),
                    quotes,
                    orders,
                    unsettled,
                    funds,
                    productsPaid,
                    returns,
                    requests);
        }

        Trade withQuote(Quote quote) {
            return new Trade(
                    agreements,
                    Copies.with(quotes, quote.id(), quote),
                    orders,
                    unsettled,
                    funds,
                    productsPaid,
                    returns,
                    requests);
        }

        /// @param seq the sequence number of the fact
        Trade withOrder(Order order, long seq) {
            return new Trade(
                    agreements,
                    quotes,
                    Copies.with(orders, order.id(), order),
                    unsettledWith(order, seq),
                    funds,
                    productsPaid,
                    returns,
                    requests);
        }

        private SortedMap<OrderId, Long> unsettledWith(Order order, long seq) {
            return order.awaitsPayment() && order.paidWhole()
                    ? Copies.with(unsettled, order.id(), seq)
                    : Copies.without(unsettled, order.id());
        }

        Trade with(Funds next) {
            return new Trade(
                    agreements, quotes, orders, unsettled, next, productsPaid, returns, requests);
        }

        Trade withProductPaid(String product) {
            return new Trade(
                    agreements,
                    quotes,
                    orders,
                    unsettled,
                    funds,
                    Copies.with(productsPaid, product),
                    returns,
                    requests);
        }

        Trade withReturn(MoneyReturn money) {
            return new Trade(
                    agreements,
                    quotes,
                    orders,
                    unsettled,
                    funds,
                    productsPaid,
                    Copies.with(returns, money.id(), money),
                    requests);
        }

        Trade withRequest(SalesRequest request) {
            return new Trade(
                    agreements,
                    quotes,
                    orders,
                    unsettled,
                    funds,
                    productsPaid,
                    returns,
                    Copies.with(requests, request.id(), request));
        }
    }

    /// Licenses, one-time services, and the visits of maintenance (S3), oldest log first.
    ///
    /// @param emergencies access that doctors opened (X5)
    public record Rights(
            Licenses licenses,
            SortedMap<LineId, Service> services,
            List<Visit> visits,
            Emergencies emergencies) {

        public Rights {
            services = RightsAgenda.of(services);
            visits = PersistentList.copyOf(visits);
        }

        Rights with(License license) {
            return new Rights(licenses.with(license), services, visits, emergencies);
        }

        Rights with(Service service) {
            return new Rights(
                    licenses, Copies.with(services, service.id(), service), visits, emergencies);
        }

        Rights with(Visit visit) {
            return new Rights(licenses, services, Copies.with(visits, visit), emergencies);
        }

        Rights with(Emergencies next) {
            return new Rights(licenses, services, visits, next);
        }
    }

    /// Pools, and reported uses that wait for a decision, by key.
    public record Stock(SortedMap<PoolKey, Pool> pools, SortedMap<String, Kept> kept) {

        public Stock {
            pools = PoolAgenda.of(pools);
        }

        /// The first pool at a key or after it, in the order of keys; null if there is none.
        public @Nullable Pool firstPool(PoolKey from) {
            return PoolAgenda.first(pools, from);
        }

        Stock with(Pool pool) {
            return new Stock(Copies.with(pools, pool.key(), pool), kept);
        }

        Stock with(Kept use) {
            return new Stock(pools, Copies.with(kept, use.key(), use));
        }

        Stock withoutKept(String key) {
            return new Stock(pools, Copies.without(kept, key));
        }
    }

    /// An account without any facts.
    public static Account none(OrganizationId id) {
        return new Account(
                id,
                0,
                Instant.EPOCH,
                new Profile(
                        OrganizationKind.INSTITUTION,
                        "",
                        ZoneId.of("UTC"),
                        null,
                        PersistentSet.empty(),
                        PersistentSet.empty()),
                new Trade(
                        PersistentMap.empty(),
                        PersistentMap.empty(),
                        PersistentMap.empty(),
                        PersistentMap.empty(),
                        Funds.none(),
                        PersistentSet.empty(),
                        PersistentMap.empty(),
                        PersistentMap.empty()),
                new Rights(Licenses.NONE, PersistentMap.empty(), List.of(), Emergencies.NONE),
                new Stock(PersistentMap.empty(), PersistentMap.empty()));
    }

    public boolean exists() {
        return seq > 0;
    }

    public ZoneId zone() {
        return profile.zone();
    }

    /// Whether an organization may draw on this account (R21): the account is its own, or that of a
    /// consortium of which it is a member.
    public boolean serves(OrganizationId organization) {
        return id.equals(organization) || profile.members().contains(organization);
    }

    /// For each product the agreement in force at an instant, or the one recorded last if none is.
    public List<Agreement> agreementsShown(Instant now) {
        return trade.agreements().values().stream()
                .map(List::getLast)
                .map(last -> {
                    Agreement inForce = trade.agreement(last.product(), now, zone());
                    return inForce == null ? last : inForce;
                })
                .toList();
    }

    /// The account on which a use is booked now. A use within a consortium is booked on the
    /// consortium's account if the institution is a member at the booking, otherwise on the
    /// institution's own (R21).
    OrganizationId booksOn(Command.Use use) {
        OrganizationId within = use.within();
        if (within == null) {
            return id;
        }
        boolean member =
                id.equals(within)
                        ? serves(use.organization())
                        : profile.consortia().contains(within);
        return member ? within : use.organization();
    }

    /// The pool with that key; an empty pool if nothing has happened in it.
    public Pool pool(PoolKey key) {
        Pool pool = stock.pools().get(key);
        return pool == null ? Pool.empty(key) : pool;
    }

    /// The account's unapplied money in one currency.
    public Money unapplied(Currency currency) {
        return trade.funds().unapplied(currency);
    }

    /// The emergency that opens an item for an organization at an instant (X5); null if none does.
    ///
    /// @param years the storage term in question; null or 0 for none, or for every term
    public @Nullable Emergency emergency(
            OrganizationId organization, ItemId item, @Nullable Integer years, Instant now) {
        return rights.emergencies().covering(id, organization, item, years, now);
    }

    Account with(Profile next) {
        return new Account(id, seq, bookedAt, next, trade, rights, stock);
    }

    Account with(Trade next) {
        return new Account(id, seq, bookedAt, profile, next, rights, stock);
    }

    Account with(Rights next) {
        return new Account(id, seq, bookedAt, profile, trade, next, stock);
    }

    Account with(Stock next) {
        return new Account(id, seq, bookedAt, profile, trade, rights, next);
    }

    Account with(Pool pool) {
        return with(stock.with(pool));
    }

    Account at(Entry entry) {
        return at(entry.seq(), entry.bookedAt());
    }

    /// This account after one more fact, of which nothing else is applied yet.
    Account at(long seq, Instant bookedAt) {
        return new Account(id, seq, bookedAt, profile, trade, rights, stock);
    }
}

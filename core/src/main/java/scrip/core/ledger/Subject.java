package scrip.core.ledger;

import java.util.Currency;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;

/// The subject of a notice, of something that waits, or of a task: an object of an account by its
/// id, with its item and its holder.
public sealed interface Subject {

    /// Its item; null if it has none, or several.
    @Nullable ItemId item();

    /// A subject without a single item.
    sealed interface OfNoItem extends Subject {
        @Override
        default @Nullable ItemId item() {
            return null;
        }
    }

    record OfOrder(OrderId order) implements OfNoItem {}

    /// One line of an order or a quote.
    record OfLine(LineId line, ItemId item) implements Subject {}

    record OfLicense(LicenseId license, ItemId item, OrganizationId holder) implements Subject {}

    record OfService(LineId service, ItemId item, OrganizationId holder) implements Subject {}

    record OfPool(PoolKey pool) implements Subject {
        @Override
        public ItemId item() {
            return pool.resource();
        }
    }

    record OfPack(PackId pack, PoolKey pool) implements Subject {
        @Override
        public ItemId item() {
            return pool.resource();
        }
    }

    /// A use, by its key.
    record OfUse(String key, ItemId resource) implements Subject {
        @Override
        public ItemId item() {
            return resource;
        }
    }

    record OfPayment(PaymentId payment) implements OfNoItem {}

    /// Unapplied money of one currency.
    record OfMoney(Currency currency) implements OfNoItem {}

    record OfReturn(MoneyReturnId moneyReturn) implements OfNoItem {}

    record OfSalesRequest(SalesRequestId request, ItemId item) implements Subject {}

    record OfAgreement(String product, String number) implements OfNoItem {}

    /// An organization as a whole.
    record OfOrganization(OrganizationId organization) implements OfNoItem {}

    static Subject of(Order order) {
        return new OfOrder(order.id());
    }

    static Subject of(Line line) {
        return new OfLine(line.id(), line.item());
    }

    static Subject of(License license) {
        return new OfLicense(license.id(), license.item(), license.holder());
    }

    static Subject of(Service service) {
        return new OfService(service.id(), service.item(), service.holder());
    }

    static Subject of(Pool pool) {
        return new OfPool(pool.key());
    }

    static Subject of(PoolKey pool, Pack pack) {
        return new OfPack(pack.id(), pool);
    }

    static Subject of(MoneyReturn money) {
        return new OfReturn(money.id());
    }

    static Subject of(SalesRequest request) {
        return new OfSalesRequest(request.id(), request.item());
    }
}

package scrip.server.ledger;

import java.util.Currency;
import java.util.UUID;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Subject;
import scrip.core.license.LicenseId;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.core.pack.PoolKey;

/// A subject as one text, for columns, cursors and JSON: its kind and its parts, separated by
/// colons. Only the last part may contain a colon.
public final class SubjectText {

    private static final char SEPARATOR = ':';

    private static final String ORDER = "order";
    private static final String LINE = "line";
    private static final String LICENSE = "license";
    private static final String SERVICE = "service";
    private static final String POOL = "pool";
    private static final String PACK = "pack";
    private static final String USE = "use";
    private static final String PAYMENT = "payment";
    private static final String MONEY = "money";
    private static final String RETURN = "return";
    private static final String SALES_REQUEST = "sales_request";
    private static final String AGREEMENT = "agreement";
    private static final String ORGANIZATION = "organization";

    private SubjectText() {}

    public static String of(Subject subject) {
        return switch (subject) {
            case Subject.OfOrder(var order) -> join(ORDER, order);
            case Subject.OfLine(var line, ItemId item) -> join(LINE, line, item);
            case Subject.OfLicense(var license, ItemId item, var holder) ->
                    join(LICENSE, license, item, holder.value());
            case Subject.OfService(var service, ItemId item, var holder) ->
                    join(SERVICE, service, item, holder.value());
            case Subject.OfPool(PoolKey(ItemId resource, int years)) -> join(POOL, resource, years);
            case Subject.OfPack(var pack, PoolKey(ItemId resource, int years)) ->
                    join(PACK, pack, resource, years);
            case Subject.OfUse(String key, ItemId resource) -> join(USE, resource, key);
            case Subject.OfPayment(var payment) -> join(PAYMENT, payment);
            case Subject.OfMoney(var currency) -> join(MONEY, currency.getCurrencyCode());
            case Subject.OfReturn(var money) -> join(RETURN, money);
            case Subject.OfSalesRequest(var request, ItemId item) ->
                    join(SALES_REQUEST, request, item);
            case Subject.OfAgreement(String product, String number) ->
                    join(AGREEMENT, product, number);
            case Subject.OfOrganization(var organization) ->
                    join(ORGANIZATION, organization.value());
        };
    }

    /// The common prefix of the texts of a request to sales, whatever the item.
    public static String of(SalesRequestId request) {
        return join(SALES_REQUEST, request);
    }

    private static String join(String kind, Object... parts) {
        StringBuilder text = new StringBuilder(kind);
        for (Object part : parts) {
            text.append(SEPARATOR).append(part);
        }
        return text.toString();
    }

    public static Subject read(String text) {
        Parts of = new Parts(text);
        String kind = of.next();
        return switch (kind) {
            case ORDER -> new Subject.OfOrder(new OrderId(of.uuid()));
            case LINE -> new Subject.OfLine(new LineId(of.uuid()), of.item());
            case LICENSE ->
                    new Subject.OfLicense(new LicenseId(of.uuid()), of.item(), of.organization());
            case SERVICE ->
                    new Subject.OfService(new LineId(of.uuid()), of.item(), of.organization());
            case POOL -> new Subject.OfPool(of.pool());
            case PACK -> new Subject.OfPack(new PackId(of.uuid()), of.pool());
            case USE -> {
                ItemId resource = of.item();
                yield new Subject.OfUse(of.rest(), resource);
            }
            case PAYMENT -> new Subject.OfPayment(new PaymentId(of.uuid()));
            case MONEY -> new Subject.OfMoney(Currency.getInstance(of.next()));
            case RETURN -> new Subject.OfReturn(new MoneyReturnId(of.uuid()));
            case SALES_REQUEST ->
                    new Subject.OfSalesRequest(new SalesRequestId(of.uuid()), of.item());
            case AGREEMENT -> new Subject.OfAgreement(of.next(), of.rest());
            case ORGANIZATION -> new Subject.OfOrganization(of.organization());
            default -> throw new IllegalArgumentException("no kind of subject: " + text);
        };
    }

    /// The parts of a text, one after another.
    private static final class Parts {
        private String rest;

        Parts(String text) {
            this.rest = text;
        }

        String next() {
            int end = rest.indexOf(SEPARATOR);
            String part = end < 0 ? rest : rest.substring(0, end);
            rest = end < 0 ? "" : rest.substring(end + 1);
            return part;
        }

        String rest() {
            return rest;
        }

        ItemId item() {
            return ItemId.of(next());
        }

        UUID uuid() {
            return UUID.fromString(next());
        }

        OrganizationId organization() {
            return new OrganizationId(next());
        }

        PoolKey pool() {
            return new PoolKey(item(), Integer.parseInt(next()));
        }
    }
}

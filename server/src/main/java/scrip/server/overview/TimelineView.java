package scrip.server.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.ledger.Subject;
import scrip.core.money.Money;
import scrip.core.order.Share;

/// One past or future event, for people.
///
/// @param what the kind of fact
/// @param code of a notice
/// @param name of the item it is about
record TimelineView(
        Instant at,
        long seq,
        String what,
        @Nullable String code,
        @Nullable Subject subject,
        @Nullable Text name,
        @Nullable BigDecimal quantity,
        @Nullable Money money) {

    /// Whether it is a notice to the organization.
    boolean isToOrganization() {
        return code != null && NoticeCode.valueOf(code).toOrganization();
    }

    /// The entry as people see it; null for a fact of internal bookkeeping, such as that a pack is
    /// closed of which nothing is left.
    static @Nullable TimelineView of(Entry entry, Catalogs catalogs) {
        Row row = row(entry.fact());
        if (row == null) {
            return null;
        }
        ItemId item = row.subject() == null ? null : row.subject().item();
        return new TimelineView(
                entry.effectiveAt(),
                entry.seq(),
                FactType.of(entry.fact()),
                row.code() == null ? null : row.code().name(),
                row.subject(),
                item == null
                        ? null
                        : catalogs.lastSold(item, entry.bookedAt()).map(Item::name).orElse(null),
                row.quantity(),
                row.money());
    }

    private static @Nullable Row row(Fact fact) {
        return switch (fact) {
            case Fact.LicenseReminded _, Fact.ServiceReminded _, Fact.PackReminded _ -> null;
            case Fact.LevelWarned _, Fact.ArrearsHalfway _, Fact.UseRepeated _ -> null;
            case Fact.Noticed n -> new Row(n.code(), n.subject(), n.quantity(), null);
            case Fact.OfTrade trade -> row(trade);
            case Fact.OfLicense l -> Row.of(Subject.of(l.license()));
            case Fact.OfService s -> Row.of(Subject.of(s.service()));
            case Fact.PackIssued p -> Row.of(Subject.of(p.pool(), p.pack()), p.pack().quantity());
            case Fact.PackClosed p ->
                    p.units() == 0 ? null : Row.of(new Subject.OfPool(p.pool()), p.units());
            case Fact.UseBooked u ->
                    Row.of(new Subject.OfUse(u.key(), u.pool().resource()), u.quantity());
            case Fact.OfPool p -> Row.of(new Subject.OfPool(p.pool()));
            case Fact.MemberAdded m -> Row.of(new Subject.OfOrganization(m.institution()));
            case Fact.MemberRemoved m -> Row.of(new Subject.OfOrganization(m.institution()));
            case Fact.ConsortiumJoined m -> Row.of(new Subject.OfOrganization(m.consortium()));
            case Fact.ConsortiumLeft m -> Row.of(new Subject.OfOrganization(m.consortium()));
            case Fact.UseKept(var kept) -> Row.of(new Subject.OfUse(kept.key(), kept.resource()));
            case Fact.EmergencyOpened(var emergency) ->
                    Row.of(new Subject.OfOrganization(emergency.organization()));
            case Fact.OfProfile _, Fact.OfRights _, Fact.KeptDecided _ -> Row.NOTHING;
        };
    }

    private static Row row(Fact.OfTrade fact) {
        return switch (fact) {
            case Fact.AgreementSigned(var a) ->
                    Row.of(new Subject.OfAgreement(a.product(), a.number()));
            case Fact.QuoteAccepted(_, var order) -> Row.of(new Subject.OfOrder(order));
            case Fact.QuoteMade(var quote) -> Row.of(null, quote.total());
            case Fact.OfOrder o -> Row.of(Subject.of(o.order()), o.order().total());
            case Fact.PaymentReceived(var p) -> Row.of(new Subject.OfPayment(p.id()), p.amount());
            case Fact.MoneyApplied(var order, var shares) ->
                    Row.of(new Subject.OfOrder(order), sum(shares));
            case Fact.MoneyFreed(var order, var shares) ->
                    Row.of(new Subject.OfOrder(order), sum(shares));
            case Fact.PaymentRecalled(var payment, var amount, _) ->
                    Row.of(new Subject.OfPayment(payment), amount);
            case Fact.PaymentReinstated(var payment, var amount, _) ->
                    Row.of(new Subject.OfPayment(payment), amount);
            case Fact.OfMoneyReturn m -> Row.of(Subject.of(m.moneyReturn()));
            case Fact.OfSalesRequest s -> Row.of(Subject.of(s.request()));
        };
    }

    private static @Nullable Money sum(List<Share> shares) {
        return shares.stream().map(Share::amount).reduce(Money::plus).orElse(null);
    }

    /// What a fact says.
    private record Row(
            @Nullable NoticeCode code,
            @Nullable Subject subject,
            @Nullable BigDecimal quantity,
            @Nullable Money money) {

        static final Row NOTHING = new Row(null, null, null, null);

        static Row of(Subject subject) {
            return new Row(null, subject, null, null);
        }

        static Row of(Subject subject, long quantity) {
            return new Row(null, subject, BigDecimal.valueOf(quantity), null);
        }

        static Row of(@Nullable Subject subject, @Nullable Money money) {
            return new Row(null, subject, null, money);
        }
    }
}

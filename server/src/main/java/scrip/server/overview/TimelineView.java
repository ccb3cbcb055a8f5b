package scrip.server.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.money.Money;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Share;

/// One thing that happened or will happen, for people.
///
/// @param what the kind of fact
/// @param code of a notice
/// @param subject the id of what it is about
/// @param order the order it is about, and the reference that people know it by
record TimelineView(
        Instant at,
        long seq,
        String what,
        @Nullable String code,
        @Nullable String item,
        @Nullable Text name,
        @Nullable String subject,
        @Nullable OrderId order,
        @Nullable String reference,
        @Nullable BigDecimal quantity,
        @Nullable Money money) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// Whether it is a notice that the organization gets.
    boolean isToOrganization() {
        return code != null && NoticeCode.valueOf(code).toOrganization();
    }

    /// The entry as people see it; null for what only keeps the books.
    static @Nullable TimelineView of(Entry entry, Account account, Catalogs catalogs) {
        Fact fact = entry.fact();
        Row row =
                switch (fact) {
                    case Fact.LicenseReminded _, Fact.ServiceReminded _, Fact.PackReminded _ ->
                            null;
                    case Fact.LevelWarned _, Fact.ArrearsHalfway _, Fact.UseRepeated _ -> null;
                    case Fact.Noticed n ->
                            new Row(n.code().name(), n.item(), n.subject(), n.quantity(), null);
                    case Fact.OfOrder o ->
                            new Row(null, null, o.order().id().toString(), null, o.order().total());
                    case Fact.OfLicense l ->
                            new Row(
                                    null,
                                    l.license().item(),
                                    l.license().holder().value(),
                                    null,
                                    null);
                    case Fact.OfService s ->
                            new Row(
                                    null,
                                    s.service().item(),
                                    s.service().holder().value(),
                                    null,
                                    null);
                    case Fact.AgreementSigned a ->
                            new Row(null, null, a.agreement().number(), null, null);
                    case Fact.QuoteAccepted q ->
                            new Row(null, null, q.order().toString(), null, null);
                    case Fact.QuoteMade q -> new Row(null, null, null, null, q.quote().total());
                    case Fact.PaymentReceived p ->
                            new Row(
                                    null,
                                    null,
                                    p.payment().reference(),
                                    null,
                                    p.payment().amount());
                    case Fact.MoneyApplied m ->
                            new Row(null, null, m.order().toString(), null, sum(m.shares()));
                    case Fact.MoneyFreed m ->
                            new Row(null, null, m.order().toString(), null, sum(m.shares()));
                    case Fact.PaymentRecalled p ->
                            new Row(null, null, p.payment().toString(), null, p.amount());
                    case Fact.PaymentReinstated p ->
                            new Row(null, null, p.payment().toString(), null, p.amount());
                    case Fact.PackIssued p ->
                            new Row(
                                    null,
                                    p.pool().resource(),
                                    p.pack().id().toString(),
                                    BigDecimal.valueOf(p.pack().quantity()),
                                    null);
                    case Fact.PackClosed p ->
                            new Row(
                                    null,
                                    p.pool().resource(),
                                    null,
                                    BigDecimal.valueOf(p.units()),
                                    null);
                    case Fact.UseBooked u ->
                            new Row(
                                    null,
                                    u.pool().resource(),
                                    u.key(),
                                    BigDecimal.valueOf(u.quantity()),
                                    null);
                    case Fact.OfPool p -> new Row(null, p.pool().resource(), null, null, null);
                    case Fact.MemberAdded m ->
                            new Row(null, null, m.institution().value(), null, null);
                    case Fact.MemberRemoved m ->
                            new Row(null, null, m.institution().value(), null, null);
                    case Fact.ConsortiumJoined m ->
                            new Row(null, null, m.consortium().value(), null, null);
                    case Fact.ConsortiumLeft m ->
                            new Row(null, null, m.consortium().value(), null, null);
                    case Fact.UseKept k ->
                            new Row(null, k.kept().use().resource(), k.kept().key(), null, null);
                    case Fact.OfProfile _, Fact.OfTrade _, Fact.OfRights _, Fact.KeptDecided _ ->
                            new Row(null, null, null, null, null);
                };
        if (row == null) {
            return null;
        }
        Text name =
                row.item() == null
                        ? null
                        : catalogs.lastSold(row.item(), entry.bookedAt())
                                .map(scrip.core.catalog.Item::name)
                                .orElse(null);
        Order order = orderOf(row.subject(), account);
        return new TimelineView(
                entry.effectiveAt(),
                entry.seq(),
                fact.getClass().getSimpleName(),
                row.code(),
                row.item(),
                name,
                row.subject(),
                order == null ? null : order.id(),
                order == null ? null : order.reference(),
                row.quantity(),
                row.money());
    }

    /// Many facts name their subject by its id alone: the account knows which of these are orders.
    private static @Nullable Order orderOf(@Nullable String subject, Account account) {
        return subject == null || !UUID_FORM.matcher(subject).matches()
                ? null
                : account.trade().orders().get(new OrderId(UUID.fromString(subject)));
    }

    private static @Nullable Money sum(List<Share> shares) {
        return shares.stream().map(Share::amount).reduce(Money::plus).orElse(null);
    }

    /// What a fact says.
    private record Row(
            @Nullable String code,
            @Nullable String item,
            @Nullable String subject,
            @Nullable BigDecimal quantity,
            @Nullable Money money) {}
}

package scrip.server.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Account;
import scrip.core.ledger.Conditions;
import scrip.core.ledger.Subject;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.Service;
import scrip.core.standing.Arrears;
import scrip.core.standing.Waiting;
import scrip.server.ledger.Reading;
import scrip.server.overview.DebtView;

/// Shows the rows of the desk from the current state of their accounts. A row that has stopped
/// waiting since it was found is omitted. Each account is read once.
final class Desk {

    private final Catalogs catalogs;
    private final Function<OrganizationId, Reading> reader;
    private final Map<OrganizationId, Reading> readings = new HashMap<>();

    Desk(Catalogs catalogs, Function<OrganizationId, Reading> reader) {
        this.catalogs = catalogs;
        this.reader = reader;
    }

    /// The rows of one section as the contract has them.
    List<Object> rows(Section section, List<DeskStore.Row> found) {
        List<Object> rows = new ArrayList<>();
        for (DeskStore.Row row : found) {
            Reading reading = readings.computeIfAbsent(row.organization(), reader);
            Account account = reading.account();
            Instant now = reading.now();
            if (Waiting.isWaiting(account, section.kind(), row.subject(), now)) {
                rows.add(view(section, account, row.subject(), now));
            }
        }
        return rows;
    }

    /// What a section shows of a subject that waits.
    private Object view(Section section, Account account, Subject subject, Instant now) {
        return switch (subject) {
            case Subject.OfOrder(var order) ->
                    section == Section.APPROVALS
                            ? approval(account, order, now)
                            : transfer(account, order);
            case Subject.OfPool _, Subject.OfLicense _ -> debt(account, subject, now);
            case Subject.OfOrganization _ -> kept(account);
            case Subject.OfMoney(var currency) -> money(account, currency);
            case Subject.OfService(var service, _, _) -> service(account, service, now);
            case Subject.OfSalesRequest(var request, _) -> request(account, request, now);
            case Subject.OfReturn(var money) -> proposed(account, money);
            case Subject.OfLine _,
                    Subject.OfPack _,
                    Subject.OfUse _,
                    Subject.OfPayment _,
                    Subject.OfAgreement _ ->
                    throw new IllegalStateException("on no desk: " + subject);
        };
    }

    private static DeskView.ApprovalView approval(Account account, OrderId id, Instant now) {
        Order order = there(account.trade().orders().get(id));
        return new DeskView.ApprovalView(
                Section.APPROVALS,
                account.id(),
                account.profile().name(),
                order.id(),
                order.reference(),
                order.total(),
                order.purchasedAt(),
                order.activateBy(),
                order.breached(now));
    }

    private DeskView.TransferView transfer(Account account, OrderId id) {
        Order order = there(account.trade().orders().get(id));
        boolean missing = !Conditions.missingAgreements(account, order, catalogs).isEmpty();
        return new DeskView.TransferView(
                Section.TRANSFERS,
                account.id(),
                account.profile().name(),
                order.id(),
                order.reference(),
                order.due(),
                order.expiresAt(),
                missing);
    }

    private DeskView.OwingView debt(Account account, Subject subject, Instant now) {
        Arrears debt = there(Arrears.of(account, subject, catalogs, now));
        return new DeskView.OwingView(
                Section.DEBTS,
                account.id(),
                account.profile().name(),
                DebtView.of(debt, account, catalogs, now));
    }

    private static <T> T there(@Nullable T waiting) {
        return Objects.requireNonNull(waiting, "what waits is there");
    }

    private static DeskView.KeptView kept(Account account) {
        return new DeskView.KeptView(
                Section.KEPT,
                account.id(),
                account.profile().name(),
                account.stock().kept().size());
    }

    private static DeskView.MoneyView money(Account account, Currency currency) {
        return new DeskView.MoneyView(
                Section.UNAPPLIED,
                account.id(),
                account.profile().name(),
                account.unapplied(currency));
    }

    private DeskView.ServiceView service(Account account, LineId id, Instant now) {
        Service waiting = there(account.rights().services().get(id));
        return new DeskView.ServiceView(
                Section.SERVICES,
                account.id(),
                account.profile().name(),
                waiting.id().toString(),
                waiting.item(),
                title(waiting.item(), now),
                waiting.state(now).name(),
                waiting.until());
    }

    private DeskView.RequestView request(Account account, SalesRequestId id, Instant now) {
        SalesRequest request = there(account.trade().requests().get(id));
        return new DeskView.RequestView(
                Section.SALES_REQUESTS,
                account.id(),
                account.profile().name(),
                request.id(),
                request.item(),
                title(request.item(), now),
                request.requestedBy(),
                request.contact().isEmpty() ? null : request.contact(),
                request.note().isEmpty() ? null : request.note(),
                request.requestedAt());
    }

    private static DeskView.ReturnView proposed(Account account, MoneyReturnId id) {
        MoneyReturn money = there(account.trade().returns().get(id));
        return new DeskView.ReturnView(
                Section.RETURNS,
                account.id(),
                account.profile().name(),
                money.id(),
                money.amount(),
                money.to(),
                money.proposedBy(),
                money.proposedAt());
    }

    private Text title(ItemId item, Instant now) {
        return catalogs.lastSold(item, now)
                .map(Item::name)
                .orElse(new Text(item.toString(), item.toString()));
    }
}

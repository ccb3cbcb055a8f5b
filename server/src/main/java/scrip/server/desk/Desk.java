package scrip.server.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import scrip.core.money.Money;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.ledger.Reading;
import scrip.server.overview.DebtView;

/// Shows rows of the desk as their accounts are now. What waits no more since the row was found is
/// left out. Each account is read once.
final class Desk {

    private final Catalogs catalogs;
    private final Function<OrganizationId, Reading> reader;
    private final Map<OrganizationId, Reading> readings = new HashMap<>();
    private final Map<OrganizationId, Map<Subject, DebtView>> debts = new HashMap<>();

    Desk(Catalogs catalogs, Function<OrganizationId, Reading> reader) {
        this.catalogs = catalogs;
        this.reader = reader;
    }

    /// The rows of one section as the contract has them.
    List<Object> rows(Section section, List<DeskStore.Row> found) {
        List<Object> rows = new ArrayList<>();
        for (DeskStore.Row row : found) {
            Reading reading = readings.computeIfAbsent(row.organization(), reader);
            Object view = view(section, reading.account(), row.subject(), reading.now());
            if (view != null) {
                rows.add(view);
            }
        }
        return rows;
    }

    /// What a section shows of a subject; null where that waits no more.
    private @Nullable Object view(Section section, Account account, Subject subject, Instant now) {
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

    private static DeskView.@Nullable ApprovalView approval(
            Account account, OrderId id, Instant now) {
        Order order = account.trade().orders().get(id);
        return order == null || order.state() != OrderState.PAID || !order.awaitsApproval()
                ? null
                : new DeskView.ApprovalView(
                        account.id(),
                        account.profile().name(),
                        order.id(),
                        order.reference(),
                        order.total(),
                        order.purchasedAt(),
                        order.activateBy(),
                        order.breached(now));
    }

    private DeskView.@Nullable TransferView transfer(Account account, OrderId id) {
        Order order = account.trade().orders().get(id);
        if (order == null || order.state() != OrderState.CONFIRMED) {
            return null;
        }
        boolean missing = !Conditions.missingAgreements(account, order, catalogs).isEmpty();
        return new DeskView.TransferView(
                account.id(),
                account.profile().name(),
                order.id(),
                order.reference(),
                order.due(),
                order.expiresAt(),
                missing);
    }

    private DeskView.@Nullable OwingView debt(Account account, Subject subject, Instant now) {
        DebtView debt = debts.computeIfAbsent(account.id(), _ -> debts(account, now)).get(subject);
        return debt == null
                ? null
                : new DeskView.OwingView(account.id(), account.profile().name(), debt);
    }

    private Map<Subject, DebtView> debts(Account account, Instant now) {
        Map<Subject, DebtView> all = new LinkedHashMap<>();
        for (Pool pool : account.stock().pools().values()) {
            DebtView debt = DebtView.of(account, pool, catalogs, now);
            if (debt != null) {
                all.put(debt.subject(), debt);
            }
        }
        for (scrip.core.license.License license : account.rights().licenses()) {
            DebtView debt = DebtView.of(account, license, catalogs, now);
            if (debt != null) {
                all.put(debt.subject(), debt);
            }
        }
        return all;
    }

    private static DeskView.@Nullable KeptView kept(Account account) {
        return account.stock().kept().isEmpty()
                ? null
                : new DeskView.KeptView(
                        account.id(), account.profile().name(), account.stock().kept().size());
    }

    private static DeskView.@Nullable MoneyView money(Account account, Currency currency) {
        Money sum = account.unapplied(currency);
        return sum.isPositive()
                ? new DeskView.MoneyView(account.id(), account.profile().name(), sum)
                : null;
    }

    private DeskView.@Nullable ServiceView service(Account account, LineId id, Instant now) {
        Service service = account.rights().services().get(id);
        ServiceState state = service == null ? ServiceState.EXPIRED : service.state(now);
        if (state != ServiceState.PURCHASED && state != ServiceState.SCHEDULED) {
            return null;
        }
        Service waiting = Objects.requireNonNull(service);
        return new DeskView.ServiceView(
                account.id(),
                account.profile().name(),
                waiting.id().toString(),
                waiting.item(),
                title(waiting.item(), now),
                state.name(),
                waiting.until());
    }

    private DeskView.@Nullable RequestView request(
            Account account, SalesRequestId id, Instant now) {
        SalesRequest request = account.trade().requests().get(id);
        return request == null || !request.isOpen()
                ? null
                : new DeskView.RequestView(
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

    private static DeskView.@Nullable ReturnView proposed(Account account, MoneyReturnId id) {
        MoneyReturn money = account.trade().returns().get(id);
        return money == null || money.state() != MoneyReturn.State.PROPOSED
                ? null
                : new DeskView.ReturnView(
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

package scrip.server.account;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.license.License;
import scrip.core.money.Money;
import scrip.core.order.Agreement;
import scrip.core.order.LineId;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.order.SalesRequest;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.Service;
import scrip.server.ledger.Reading;

/// The part of an account that a command is about to change, or has changed: the before and after
/// of the audit log. The exact record is in the ledger's facts; this is for people to read.
final class Footprint {

    private static final String STATE = "state";

    private Footprint() {}

    /// The current state of what the command touches; null for commands that only add something,
    /// and for metering.
    static @Nullable Object of(Reading reading, Command<?> command) {
        Account account = reading.account();
        return switch (command) {
            case Command.ChangeName _, Command.ChangeZone _, Command.ChangeDefaultStorage _ ->
                    settings(account);
            case Command.AddMember _, Command.RemoveMember _ ->
                    Map.of("members", account.profile().members());
            case Command.JoinConsortium _, Command.LeaveConsortium _ ->
                    Map.of("consortia", account.profile().consortia());
            case Command.SignAgreement c -> agreements(account, c.product());
            case Command.ConfirmOrder c -> order(account, c.order());
            case Command.CancelOrder c -> order(account, c.order());
            case Command.ApproveOrder c -> order(account, c.order());
            case Command.RecallOrder c -> order(account, c.order());
            case Command.RecallPayment c -> payment(account, c.payment());
            case Command.ReinstatePayment c -> payment(account, c.payment());
            case Command.Pay c -> money(account, c.orders());
            case Command.ApplyMoney c -> money(account, List.of(c.order()));
            case Command.ProposeReturn _ -> money(account, List.of());
            case Command.ApproveReturn c -> moneyReturn(account, c.moneyReturn());
            case Command.DeclineReturn c -> moneyReturn(account, c.moneyReturn());
            case Command.CloseSalesRequest c -> request(account, c.request());
            case Command.EndLicense c -> license(reading, c);
            case Command.OpenEmergency _ -> emergencies(reading);
            case Command.ScheduleService c -> service(reading, c.service());
            case Command.DeliverService c -> service(reading, c.service());
            case Command.AcceptService c -> service(reading, c.service());
            case Command.RejectService c -> service(reading, c.service());
            case Command.DecideKept c ->
                    Map.of("waits", account.stock().kept().containsKey(c.use()));
            case Command.OpenAccount _,
                    Command.PlaceOrder _,
                    Command.RenewOrder _,
                    Command.MakeQuote _,
                    Command.AcceptQuote _,
                    Command.RequestSale _,
                    Command.LogVisit _,
                    Command.GrantPack _,
                    Command.Use _,
                    Command.HoldUnits _,
                    Command.CaptureHold _,
                    Command.ReleaseHold _,
                    Command.CorrectUse _,
                    Command.BookKept _,
                    Command.Tick _ ->
                    null;
        };
    }

    private static @Nullable Object agreements(Account account, String product) {
        List<Agreement> signed = account.trade().agreements().get(product);
        return signed == null ? null : Map.of("agreements", signed);
    }

    /// The emergency access that is open (X5).
    private static Object emergencies(Reading reading) {
        List<Map<String, Object>> open =
                reading.account()
                        .rights()
                        .emergencies()
                        .openAt(reading.now())
                        .map(Footprint::emergency)
                        .toList();
        return Map.of("emergencies_open", open);
    }

    private static Map<String, Object> emergency(Emergency emergency) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", emergency.id().toString());
        all.put("organization", emergency.organization().value());
        all.put("doctor", emergency.doctor());
        all.put("reason", emergency.reason());
        all.put("until", emergency.until().toString());
        return all;
    }

    private static Map<String, Object> settings(Account account) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("zone", account.profile().zone().getId());
        Integer years = account.profile().defaultStorageYears();
        if (years != null) {
            all.put("default_storage_years", years);
        }
        return all;
    }

    private static @Nullable Object order(Account account, OrderId id) {
        Order order = account.trade().orders().get(id);
        if (order == null) {
            return null;
        }
        Map<String, Object> all = stateOf(order);
        all.put("recalled", order.recalled());
        return all;
    }

    private static Map<String, Object> stateOf(Order order) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(STATE, order.state().name());
        all.put("paid", order.paid());
        all.put("due", order.due());
        return all;
    }

    /// Orders, and the money that has not been allocated to an order.
    private static Map<String, Object> money(Account account, Collection<OrderId> ids) {
        List<Map<String, Object>> orders =
                ids.stream()
                        .map(id -> account.trade().orders().get(id))
                        .filter(Objects::nonNull)
                        .map(o -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("order", o.id().toString());
                            one.putAll(stateOf(o));
                            return one;
                        })
                        .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        if (!orders.isEmpty()) {
            all.put("orders", orders);
        }
        Collection<Money> unapplied = account.trade().funds().unapplied().values();
        all.put("unapplied", List.copyOf(unapplied));
        return all;
    }

    /// A payment with the orders that it helped to pay.
    private static @Nullable Object payment(Account account, PaymentId id) {
        Payment payment = account.trade().funds().payments().get(id);
        if (payment == null) {
            return null;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(STATE, payment.state().name());
        all.put("sum", payment.amount());
        all.putAll(money(account, payment.paidOrders()));
        return all;
    }

    private static @Nullable Object moneyReturn(Account account, MoneyReturnId id) {
        MoneyReturn back = account.trade().returns().get(id);
        if (back == null) {
            return null;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(STATE, back.state().name());
        all.put("sum", back.amount());
        all.put("proposed_by", back.proposedBy());
        all.putAll(money(account, List.of()));
        return all;
    }

    private static @Nullable Object request(Account account, SalesRequestId id) {
        SalesRequest request = account.trade().requests().get(id);
        return request == null
                ? null
                : Map.of(STATE, request.isOpen() ? "OPEN" : "CLOSED", "item", request.item());
    }

    private static @Nullable Object license(Reading reading, Command.EndLicense ask) {
        Account account = reading.account();
        OrganizationId holder = ask.holder() == null ? account.id() : ask.holder();
        List<License> licenses = account.rights().licenses().granted(ItemId.of(ask.item()), holder);
        if (licenses.isEmpty()) {
            return null;
        }
        License found = licenses.getLast();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(STATE, found.state(reading.now()).name());
        all.put("ends_at_until", found.endsAtUntil());
        if (found.until() != null) {
            all.put("until", found.until());
        }
        return all;
    }

    private static @Nullable Object service(Reading reading, LineId id) {
        Service service = reading.account().rights().services().get(id);
        return service == null
                ? null
                : Map.of(STATE, service.state(reading.now()).name(), "item", service.item());
    }
}

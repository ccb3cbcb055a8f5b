package scrip.server.payment;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;
import scrip.core.ledger.Funds;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Payment;
import scrip.core.order.PaymentId;
import scrip.core.organization.OrganizationId;
import scrip.core.text.Unicode;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;

/// The use cases of payments.
final class Payments {

    private final Accounts accounts;

    Payments(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Which payments to list; null means any.
    record Filter(Payment.@Nullable State state, @Nullable String reference) {

        boolean takes(Payment payment) {
            return (state == null || state == payment.state())
                    && (reference == null || isNamed(payment, reference));
        }

        /// Whether a payment has a reference, compared as where it would be booked twice (M1).
        private static boolean isNamed(Payment payment, String reference) {
            return payment.reference() != null
                    && Unicode.isSameName(reference, payment.reference());
        }
    }

    /// A page of the payments after one of them, newest first.
    List<Payment> page(
            Call call,
            OrganizationId account,
            Filter filter,
            @Nullable String after,
            int most,
            @Nullable Instant asOf) {
        List<Payment> newest =
                funds(call, account, asOf).payments().values().stream()
                        .sorted(Comparator.comparingLong(Payment::seq).reversed())
                        .toList();
        return Page.behind(newest, after, p -> p.id().toString(), filter::takes, most);
    }

    Payment find(Call call, OrganizationId account, PaymentId id, @Nullable Instant asOf) {
        Payment payment = funds(call, account, asOf).payments().get(id);
        if (payment == null) {
            throw new ProblemException(Code.UNKNOWN_PAYMENT, "no payment " + id);
        }
        return payment;
    }

    private Funds funds(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call.granted(account), asOf).account().trade().funds();
    }

    /// The account's unapplied money and what it owes, one sum for each currency.
    record Sums(Collection<Money> unapplied, List<Money> owed) {}

    Sums sums(Call call, OrganizationId account, @Nullable Instant asOf) {
        Funds funds = funds(call, account, asOf);
        return new Sums(
                funds.unapplied().values(),
                funds.owed().values().stream().filter(Money::isPositive).toList());
    }

    /// The returns that were proposed or sent.
    SortedMap<MoneyReturnId, MoneyReturn> returns(
            Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts.read(call.granted(account), asOf).account().trade().returns();
    }
}

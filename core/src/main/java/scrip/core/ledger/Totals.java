package scrip.core.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Refusal.LineFault;
import scrip.core.money.Money;
import scrip.core.order.Pricing;

/// Checks an order as a whole after its lines, in the order of C10: lines in more than one
/// currency, then amounts that are too large (C8).
final class Totals {

    private Totals() {}

    /// What one line costs.
    record LineTotal(ItemId item, Pricing.Priced price) {

        private String inCurrency() {
            return "(" + item + ") is in " + price.currency().getCurrencyCode();
        }

        private String sum() {
            return written(price.total());
        }
    }

    /// @throws RefusedException with the lines that cause it
    static void check(List<LineTotal> parts) {
        checkCurrencies(parts);
        checkLines(parts);
        checkSum(parts);
    }

    private static void checkCurrencies(List<LineTotal> parts) {
        LineTotal first = parts.getFirst();
        for (int i = 1; i < parts.size(); i++) {
            LineTotal other = parts.get(i);
            if (!other.price().currency().equals(first.price().currency())) {
                String detail =
                        "line 1 %s and line %d %s: place an order for each currency"
                                .formatted(first.inCurrency(), i + 1, other.inCurrency());
                throw refused(Code.CURRENCIES_DIFFER, detail, otherCurrency(parts));
            }
        }
    }

    /// The first line, and the lines in other currencies.
    private static List<LineFault> otherCurrency(List<LineTotal> parts) {
        LineTotal first = parts.getFirst();
        List<LineFault> faults = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LineTotal part = parts.get(i);
            if (i == 0 || !part.price().currency().equals(first.price().currency())) {
                faults.add(new LineFault(i + 1, Code.CURRENCIES_DIFFER, part.inCurrency()));
            }
        }
        return faults;
    }

    private static void checkLines(List<LineTotal> parts) {
        List<LineFault> faults = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LineTotal part = parts.get(i);
            if (part.price().tooLarge()) {
                String detail =
                        "(%s) comes to %s; %s".formatted(part.item(), part.sum(), most(part));
                faults.add(new LineFault(i + 1, Code.AMOUNT_TOO_LARGE, detail));
            }
        }
        if (!faults.isEmpty()) {
            LineFault first = faults.getFirst();
            throw refused(
                    Code.AMOUNT_TOO_LARGE, "line " + first.line() + " " + first.detail(), faults);
        }
    }

    private static void checkSum(List<LineTotal> parts) {
        LineTotal first = parts.getFirst();
        BigDecimal sum =
                parts.stream().map(p -> p.price().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!Money.tooLarge(sum, first.price().currency())) {
            return;
        }
        List<LineFault> faults = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LineTotal part = parts.get(i);
            String detail = "(%s) comes to %s".formatted(part.item(), part.sum());
            faults.add(new LineFault(i + 1, Code.AMOUNT_TOO_LARGE, detail));
        }
        throw refused(
                Code.AMOUNT_TOO_LARGE,
                "the lines come to %s; %s".formatted(written(sum), most(first)),
                faults);
    }

    private static String most(LineTotal part) {
        return "a line and an order may come to %s %s at most: divide it"
                .formatted(
                        written(Money.most(part.price().currency())),
                        part.price().currency().getCurrencyCode());
    }

    private static String written(BigDecimal sum) {
        return "%,.2f".formatted(sum);
    }

    private static RefusedException refused(Code code, String detail, List<LineFault> faults) {
        return new RefusedException(new Refusal(code, detail, List.copyOf(faults)));
    }
}

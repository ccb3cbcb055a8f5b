package scrip.server.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// Reads the `prices` of an item: its offers.
final class PriceReader {

    /// The largest amount of a price. A billion units at this price, in cents, still fit into a
    /// `long`.
    static final BigDecimal AMOUNT_MAX = BigDecimal.valueOf(1_000_000_000L);

    /// The maximum decimals of a price per unit; other prices have the decimals of the currency.
    static final int UNIT_DECIMALS_MAX = 6;

    static final int STORAGE_YEARS_MAX = 100;
    static final int OFFERS_MAX = 20;

    private static final Pattern YEARS = Pattern.compile("[1-9][0-9]{0,2}");

    private static final List<String> FORMS =
            List.of("month", "year", "unit", "unit-and-year", "once");

    private static final Map<ItemKind, List<String>> FORMS_OF_KIND =
            Map.of(
                    ItemKind.SUBSCRIPTION, List.of("month", "year"),
                    ItemKind.RESOURCE, List.of("month", "unit", "unit-and-year"),
                    ItemKind.SERVICE, List.of("once", "month"),
                    ItemKind.LICENSE, List.of("once"));

    private final @Nullable ItemKind kind;
    private final @Nullable Currency currency;
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Position> plans = new LinkedHashMap<>();
    private final Map<String, Position> forms = new LinkedHashMap<>();

    /// A reader of the prices of one item.
    ///
    /// @param kind null when the item's is not known: then it is not compared
    /// @param currency null when the catalog's is not known
    PriceReader(@Nullable ItemKind kind, @Nullable Currency currency) {
        this.kind = kind;
        this.currency = currency;
    }

    /// The offers of an item in the order of the file.
    List<Offer> read(YamlValue prices) {
        List<YamlValue> elements = prices.list().orElse(List.of());
        if (prices.isList() && elements.isEmpty()) {
            prices.fault("`prices` is an empty list: an item has at least one price");
        }
        if (elements.size() > OFFERS_MAX) {
            prices.fault("an item has at most " + OFFERS_MAX + " prices");
            return List.of();
        }
        boolean several = elements.size() > 1;
        elements.forEach(e -> e.map().ifPresent(map -> offer(e, map, several)));
        return List.copyOf(offers);
    }

    private void offer(YamlValue element, YamlMap map, boolean several) {
        Optional<YamlValue> planValue = map.optional("plan");
        Optional<String> plan = planValue.flatMap(CatalogFields::name);
        Optional<String> form = map.required("per").flatMap(v -> v.choice(FORMS));
        boolean byYears = map.has("amount_by_storage_years");
        if (form.isEmpty()) {
            map.has("amount");
            map.refuseOtherFields();
            return;
        }
        fits(form.get(), map.required("per").orElse(element));
        String precise = byYears ? "unit by storage years" : form.get();
        tellsApart(element, precise, planValue, several);
        mixes(element, precise);
        Optional<Price> price = byYears ? byYears(map, form.get()) : flat(map, form.get());
        price.ifPresent(p -> offers.add(new Offer(plan.orElse(""), p)));
        map.refuseOtherFields();
    }

    private void fits(String form, YamlValue at) {
        if (kind == null) {
            return;
        }
        List<String> allowed = FORMS_OF_KIND.getOrDefault(kind, FORMS);
        if (!allowed.contains(form)) {
            at.fault(
                    "a %s is not priced per `%s`: use `%s`"
                            .formatted(
                                    CatalogFields.word(kind), form, String.join("`, `", allowed)));
        }
    }

    /// Checks that prices are distinct: prices per unit differ by plan; others occur once per month
    /// and once per year.
    private void tellsApart(YamlValue at, String form, Optional<YamlValue> plan, boolean several) {
        if (!form.startsWith("unit")) {
            plan.ifPresent(p -> p.fault("only a price per unit has a `plan`: remove it"));
            Position first = forms.get(form);
            if (first != null) {
                at.fault(
                        "a second price per %s, first in line %d: keep one"
                                .formatted(form, first.line()));
            }
        } else if (plan.isEmpty() && several) {
            at.fault("an item with several prices per unit gives each a `plan`: add it");
        } else if (plan.isPresent()) {
            String name = plan.flatMap(YamlValue::written).orElse("");
            Position first = plans.putIfAbsent(name, at.place());
            if (first != null) {
                at.fault(
                        "the plan `%s` is used twice, first in line %d: rename or remove one"
                                .formatted(name, first.line()));
            }
        }
    }

    /// Checks that forms of prices do not mix: a resource is sold either by the month or by the
    /// unit, and its units either have storage terms or not; a service is sold either once or by
    /// the month.
    private void mixes(YamlValue at, String form) {
        forms.putIfAbsent(form, at.place());
        if (kind == null || kind == ItemKind.SUBSCRIPTION) {
            return;
        }
        forms.forEach((other, line) -> {
            if (!family(other).equals(family(form))) {
                at.fault(
                        "an item cannot be sold per %s and per %s (line %d): make two items"
                                .formatted(form, other, line.line()));
            }
        });
    }

    private static String family(String form) {
        return form.equals("unit-and-year") ? "unit by storage years" : form;
    }

    private Optional<Price> flat(YamlMap map, String form) {
        Optional<BigDecimal> amount =
                map.required("amount").flatMap(v -> amount(v, form.startsWith("unit")));
        return amount.map(a ->
                switch (form) {
                    case "month" -> new Price.PerMonth(a);
                    case "year" -> new Price.PerYear(a);
                    case "unit" -> new Price.PerUnit(a);
                    case "unit-and-year" -> new Price.PerUnitAndYear(a);
                    default -> new Price.Once(a);
                });
    }

    private Optional<Price> byYears(YamlMap map, String form) {
        Optional<YamlMap> amounts = map.required("amount_by_storage_years").flatMap(YamlValue::map);
        if (!form.equals("unit")) {
            map.fault("`amount_by_storage_years` goes with `per: unit` only");
        }
        if (map.has("amount")) {
            map.fault("give either `amount` or `amount_by_storage_years`, not both");
        }
        if (amounts.isEmpty()) {
            return Optional.empty();
        }
        NavigableMap<Integer, BigDecimal> byYears = new TreeMap<>();
        for (YamlMap.Entry entry : amounts.get().entries()) {
            Optional<BigDecimal> amount = amount(entry.value(), true);
            if (!YEARS.matcher(entry.name()).matches()
                    || Integer.parseInt(entry.name()) > STORAGE_YEARS_MAX) {
                entry.fault(
                        "`%s` is not a number of years from 1 through %d"
                                .formatted(entry.name(), STORAGE_YEARS_MAX));
                continue;
            }
            amount.ifPresent(a -> byYears.put(Integer.parseInt(entry.name()), a));
        }
        if (amounts.get().entries().isEmpty()) {
            amounts.get().fault("give at least one number of years and its price");
        }
        return Optional.of(new Price.PerUnitByStorageTerm(byYears));
    }

    private Optional<BigDecimal> amount(YamlValue value, boolean perUnit) {
        Optional<BigDecimal> amount = value.decimal();
        if (amount.isEmpty()) {
            return amount;
        }
        BigDecimal a = amount.get();
        if (a.signum() <= 0) {
            return value.fault("a price is more than zero, not " + a.toPlainString());
        }
        if (a.compareTo(AMOUNT_MAX) > 0) {
            return value.fault(
                    "a price is at most %s, not %s"
                            .formatted(AMOUNT_MAX.toPlainString(), a.toPlainString()));
        }
        int decimals =
                perUnit || currency == null
                        ? UNIT_DECIMALS_MAX
                        : currency.getDefaultFractionDigits();
        if (a.stripTrailingZeros().scale() > decimals) {
            return value.fault(
                    perUnit || currency == null
                            ? "a price per unit has at most %d decimals, not %s"
                                    .formatted(decimals, a.toPlainString())
                            : "an amount in %s has %d decimals, not %s"
                                    .formatted(currency, decimals, a.toPlainString()));
        }
        return amount;
    }
}

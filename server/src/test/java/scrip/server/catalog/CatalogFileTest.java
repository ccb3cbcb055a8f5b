package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Price;
import scrip.core.catalog.Scope;
import scrip.core.catalog.Surface;
import scrip.server.yaml.Fault;

class CatalogFileTest {

    /// A small catalog with one item of each kind. Tests change one line of it.
    static final String GOOD =
            """
            product: lab
            version: "1.0"
            effective: 2026-01-01T00:00:00Z
            name: { en: Laboratory, zh: 实验室 }
            currency: USD
            agreement: none
            approval: manual
            offline_for: PT1H
            terms: { version: "1", en: Prepaid., zh: 预付费。 }
            features:
              reading: { en: Reading, zh: 阅读, surfaces: [console] }
            items:
              - id: lab/basic
                kind: subscription
                scope: consortium
                name: { en: Basic, zh: 基础 }
                description: { en: The base., zh: 基础版。 }
                unit: { en: set, zh: 套 }
                surfaces: [console, api]
                mandatory: true
                includes: [reading]
                prices:
                  - { per: month, amount: 10.50 }
                  - { per: year, amount: 100 }
              - id: lab/plus
                kind: subscription
                scope: consortium
                name: { en: Plus, zh: 增强 }
                description: { en: More., zh: 更多。 }
                unit: { en: set, zh: 套 }
                surfaces: [patient]
                requires: [lab/basic]
                prices: [{ per: month, amount: 5 }]
              - id: lab/samples
                kind: resource
                scope: account
                name: { en: Samples, zh: 样本 }
                description: { en: Samples., zh: 样本。 }
                unit: { en: sample, zh: 例 }
                surfaces: [api]
                quantity: { min: 2000, step: 1000 }
                mode: HARD
                arrears_max: 50
                prices:
                  - per: unit
                    plan: by-quantity
                    amount_by_storage_years: { 1: 0.125, 15: 0.125001 }
                  - { per: unit-and-year, plan: annual, amount: 0.10 }
              - id: lab/visit
                kind: service
                scope: organization
                name: { en: Visit, zh: 上门 }
                description: { en: A visit., zh: 上门服务。 }
                unit: { en: visit, zh: 次 }
                prices: [{ per: once, amount: 1000 }]
                example: true
              - id: lab/forever
                kind: license
                scope: account
                name: { en: Forever, zh: 长期 }
                description: { en: Without end., zh: 长期有效。 }
                unit: { en: set, zh: 套 }
                surfaces: [console]
                sales_only: true
                prices: [{ per: once, amount: 9999.99 }]
            """;

    @Test
    void aCatalogWithoutFaultsIsReadCompletely() {
        Catalog catalog = valid(GOOD);
        assertEquals("lab", catalog.product());
        assertEquals("1.0", catalog.version());
        assertEquals("实验室", catalog.name().zh());
        assertEquals(5, catalog.items().size());
        Item.Subscription basic = (Item.Subscription) catalog.items().getFirst();
        assertEquals(Scope.CONSORTIUM, basic.scope());
        assertEquals(List.of("reading"), basic.includes());
        assertTrue(basic.mandatory());
        assertEquals(List.of(ItemId.of("lab/basic")), catalog.items().get(1).requires());
        Item.Metered samples = (Item.Metered) catalog.items().get(2);
        assertEquals(2000, samples.quantityMin());
        assertEquals(1000, samples.quantityStep());
        assertEquals(Mode.HARD, samples.mode());
        assertEquals(50L, samples.arrearsMax());
        assertTrue(catalog.items().get(3).example());
        assertTrue(catalog.items().get(4).salesOnly());
        assertEquals(
                List.of("reading", "basic", "plus", "samples", "forever"),
                catalog.features().stream().map(f -> f.name()).toList());
        assertEquals(
                Optional.of(Surface.PATIENT),
                catalog.feature("plus").map(f -> f.surfaces().first()));
    }

    @Test
    void aPriceIsReadDigitForDigit() {
        Catalog catalog = valid(GOOD);
        assertEquals(
                new Price.PerMonth(new BigDecimal("10.50")),
                catalog.items().getFirst().offers().getFirst().price());
        assertEquals(
                Map.of(1, new BigDecimal("0.125"), 15, new BigDecimal("0.125001")),
                ((Price.PerUnitByStorageTerm) catalog.items().get(2).offers().getFirst().price())
                        .amounts());
        Catalog odd = valid(with("amount: 9999.99", "amount: \"999999999.99\""));
        assertEquals(
                new Price.Once(new BigDecimal("999999999.99")),
                odd.items().getLast().offers().getFirst().price());
    }

    @Test
    void tenFaultsOfACatalogAreAllReportedWithTheirLines() {
        String bad =
                """
                product: lab
                version: 1.0
                effective: 2026-01-01
                name: { en: Laboratory }
                currency: DOLLAR
                agreement: none
                approval: automatic
                offline_for: PT1H
                terms: { version: "1", en: Prepaid., zh: 预付费。 }
                colour: blue
                items:
                  - id: lab/basic
                    kind: subcription
                    scope: consortium
                    name: { en: Basic, zh: 基础 }
                    description: { en: The base., zh: 基础版。 }
                    unit: { en: set, zh: 套 }
                    surfaces: [console]
                    requires: [lab/bsaic]
                    prices: [{ per: month, amount: -5 }]
                  - id: lab/basic
                    kind: resource
                    scope: account
                    name: { en: Basic, zh: 基础 }
                    description: { en: The base., zh: 基础版。 }
                    unit: { en: set, zh: 套 }
                    surfaces: [console]
                    quantity: { min: 1500, step: 1000 }
                    prices: [{ per: unit, amount: 1e3 }]
                """;
        assertEquals(
                List.of(
                        "2:10: `version` must be a text, not the number 1.0: put it in quotes",
                        "3:12: `effective` must be an instant with its offset or zone, such as"
                                + " 2026-03-01T09:00Z, not the text \"2026-01-01\"",
                        "4:7: the field `zh` is missing here: add it",
                        "5:11: `currency` must be a currency of ISO 4217 in use today, such as USD, not the text"
                                + " \"DOLLAR\"",
                        "10:1: unknown field `colour`: known are `product`, `version`, `effective`,"
                                + " `name`, `currency`, `agreement`, `approval`, `offline_for`, `emergency`,"
                                + " `terms`, `features`, `items`, `events`",
                        "13:11: `kind` does not know `subcription`: did you mean `subscription`?",
                        "19:16: `requires` names the unknown item `lab/bsaic`: did you mean"
                                + " `lab/basic`?",
                        "20:36: a price is more than zero, not -5",
                        "21:9: the item `lab/basic` is defined twice, first in line 12: rename or remove"
                                + " one",
                        "28:22: `min` must be a multiple of `step`: 1500 is not a multiple of 1000",
                        "29:35: `amount` must be a decimal in plain digits such as 5900 or 0.125,"
                                + " not the number 1e3"),
                faults(bad));
    }

    /// Each row of the table changes one place of the valid catalog, which causes one fault.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "product: lab | product: Lab | 1:10: `Lab` is not a name",
                "version: \"1.0\" | version: \"1 0\" | 2:10: `1 0` is not a version",
                "effective: 2026-01-01T00:00:00Z | effective: 2026-01-01T00:00 | 3:12: `effective` must be an instant",
                "currency: USD | currency: XXX | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: XTS | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: DEM | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: ITL | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: usd | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: XAU | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "currency: USD | currency: CHE | 5:11: `currency` must be a currency of ISO 4217 in use today",
                "agreement: none | agreement: no | 6:12: `agreement` does not know `no`",
                "approval: manual | approval: true | 7:11: `approval` does not know `true`",
                "offline_for: PT1H | offline_for: -PT1H | 8:14: `offline_for` must be from PT0S",
                "offline_for: PT1H | offline_for: 72 | 8:14: `offline_for` must be a duration",
                "offline_for: PT1H | offline_for: P200D | 8:14: `offline_for` must be from PT0S",
                "zh: 预付费。 | fr: Prépayé. | 9:8: the field `zh` is missing",
                "zh: 预付费。 | zh: '' | `zh` is blank",
                "surfaces: [console] } | surfaces: [] } | 11:45: name at least one surface",
                "surfaces: [console] } | surfaces: [screen] } | an element of `surfaces` does not know",
                "scope: consortium | scope: account | 15:12: a subscription is not bought for the scope `account`: use `institution` or `consortium`",
                "scope: consortium | scope: planet | 15:12: `scope` does not know `planet`",
                "mandatory: true | mandatory: yes | 20:16: `mandatory` must be true or false, not the text \"yes\"",
                "includes: [reading] | includes: [reading, reading] | 21:25: `reading` is in this list twice",
                "includes: [reading] | includes: [reading, writing] | 21:25: `features` does not name `writing`",
                "includes: [reading] | includes: reading | 21:15: `includes` must be a list",
                "per: month, amount: 10.50 | per: month | 23:9: the field `amount` is missing",
                "per: month, amount: 10.50 | per: week, amount: 10.50 | 23:16: `per` does not know `week`",
                "per: month, amount: 10.50 | per: once, amount: 10.50 | 23:16: a subscription is not priced per `once`: use `month`, `year`",
                "per: month, amount: 10.50 | per: year, amount: 10.50 | 24:9: a second price per year, first in line 23",
                "per: month, amount: 10.50 | per: month, amount: 10.505 | 23:31: an amount in USD has 2 decimals",
                "per: month, amount: 10.50 | per: month, amount: 0 | 23:31: a price is more than zero",
                "per: month, amount: 10.50 | per: month, amount: 1000000001 | 23:31: a price is at most 1000000000",
                "per: month, amount: 10.50 | per: month, amount: .nan | 23:31: `amount` must be a decimal",
                "per: month, amount: 10.50 | per: month, amount: 10.50.1 | 23:31: `amount` must be a decimal",
                "per: month, amount: 10.50 | per: month, amount: [1] | 23:31: `amount` must be a decimal",
                "per: month, amount: 10.50 | per: month, amuont: 10.50, amount: 1 | 23:23: unknown field `amuont`: did you mean `amount`?",
                "requires: [lab/basic] | requires: [lab/visit] | 32:16: `requires` names `lab/visit`, which is a service",
                "requires: [lab/basic] | requires: [lab/plus] | 32:16: `requires` forms a cycle: lab/plus > lab/plus",
                "includes: [reading] | requires: [lab/plus] | `requires` forms a cycle: lab/basic > lab/plus > lab/basic",
                "id: lab/plus | id: lab/basic | the item `lab/basic` is defined twice",
                "id: lab/visit | id: visit | `visit` is not an item's id",
                "id: lab/visit | id: ipc/visit | `ipc/visit` is not of this catalog's product",
                "id: lab/visit | id: lab/ | `lab/` is not an item's id",
                "id: lab/visit | id: lab/reading | 11:3: the item `lab/reading` (line 49) is the feature of this name itself",
                "min: 2000, step: 1000 | min: 2000 | the field `step` is missing",
                "min: 2000, step: 1000 | min: 0, step: 1000 | `min` must be at least 1",
                "min: 2000, step: 1000 | min: 2000, step: -1 | `step` must be at least 1",
                "min: 2000, step: 1000 | min: 2500, step: 1000 | `min` must be a multiple of `step`",
                "min: 2000, step: 1000 | min: 2000.5, step: 1000 | `min` must be a whole number",
                "min: 2000, step: 1000 | min: 99999999999999999999, step: 1000 | `min` must be at most",
                "mode: HARD | mode: hard | `mode` does not know `hard`",
                "arrears_max: 50 | arrears_max: -1 | `arrears_max` must be at least 0",
                "plan: annual | plan: by-quantity | the plan `by-quantity` is used twice",
                "plan: annual, |  | 48:9: an item with several prices per unit gives each a `plan`",
                "per: month, amount: 10.50 | per: month, plan: monthly, amount: 10.50 | 23:29: only a price per unit has a `plan`",
                "plan: annual | plan: By Year | `By Year` is not a name",
                "{ 1: 0.125 | { 1: 0.125, 1: 0.2 | `1` occurs twice",
                "{ 1: 0.125 | { 0: 0.125 | `0` is not a number of years from 1 through 100",
                "{ 1: 0.125 | { one: 0.125 | `one` is not a number of years",
                "{ 1: 0.125 | { 1: 0.1234567 | a price per unit has at most 6 decimals",
                "per: unit-and-year | per: month | an item cannot be sold per month and per unit by storage years",
                "per: unit-and-year | per: unit | an item cannot be sold per unit and per unit by storage years",
                "per: once, amount: 1000 | per: year, amount: 1000 | a service is not priced per `year`",
                "example: true | surfaces: [api] | a service is used nowhere",
                "example: true | quantity: { min: 1, step: 1 } | only a resource sold by the unit has `quantity`",
                "example: true | mode: SOFT | only a resource sold by the unit has `mode`",
                "example: true | requires: [lab/basic] | a service has no `requires`",
                "example: true | includes: [reading] | a service has no `includes`",
                "example: true | mandatory: true | only a subscription can be mandatory",
                "sales_only: true | sales_only: 1 | `sales_only` must be true or false, not the number 1",
                "sales_only: true | sales_only: | `sales_only` has no value",
            })
    void eachFaultSaysWhatIsWrongAndWhatToDo(String good, @Nullable String bad, String fault) {
        List<String> faults = faults(with(good, Objects.requireNonNullElse(bad, "")));
        assertTrue(
                faults.stream().anyMatch(f -> f.contains(fault)),
                () -> "expected " + fault + " among " + faults);
    }

    @Test
    void aResourcePricedPerMonthIsCapacityWithoutQuantityRules() {
        String bad =
                with("per: unit-and-year, plan: annual", "per: month")
                        .replaceAll(
                                "(?s)      - per: unit\n.*?(?=      - \\{ per: month, amount: 0.10)",
                                "");
        assertTrue(faults(bad).stream().anyMatch(f -> f.contains("has `quantity`")), bad);
        assertTrue(faults(bad).stream().anyMatch(f -> f.contains("has `mode`")));
        assertTrue(faults(bad).stream().anyMatch(f -> f.contains("has `arrears_max`")));
    }

    @Test
    void everyMissingFieldIsNamed() {
        assertEquals(
                List.of(
                        "agreement",
                        "approval",
                        "currency",
                        "effective",
                        "items",
                        "name",
                        "offline_for",
                        "product",
                        "terms",
                        "version"),
                missing("{}"));
        assertEquals(
                List.of("description", "id", "kind", "name", "prices", "scope", "surfaces", "unit"),
                missing(GOOD.substring(0, GOOD.indexOf("features:")) + "items: [{}]\n"));
    }

    @Test
    void theExampleOfTheReferenceIsACatalog() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "catalog.md"));
        String example = page.split("```yaml\n", -1)[1].split("```", -1)[0];
        assertEquals("lab", valid(example).product());
    }

    private static List<String> missing(String text) {
        return faults(text).stream()
                .filter(f -> f.contains("is missing here"))
                .map(f -> f.replaceAll(".*the field `(.*?)`.*", "$1"))
                .sorted()
                .toList();
    }

    private static String with(String good, String bad) {
        int at = GOOD.indexOf(good);
        assertTrue(at >= 0, good);
        return GOOD.substring(0, at) + bad + GOOD.substring(at + good.length());
    }

    private static Catalog valid(String text) {
        return switch (CatalogFile.parse(text)) {
            case CatalogFile.Valid valid -> valid.catalog();
            case CatalogFile.Faulty faulty -> throw new AssertionError(faulty.faults());
        };
    }

    static List<String> faults(String text) {
        return switch (CatalogFile.parse(text)) {
            case CatalogFile.Valid _ -> List.of();
            case CatalogFile.Faulty faulty ->
                    faulty.faults().stream().map(Fault::toString).toList();
        };
    }
}

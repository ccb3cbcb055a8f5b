package scrip.proof.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The two catalogs as plain data (the table of section 2). */
final class Catalog {
    /** Storage terms in years that `by-quantity` offers (C8). */
    static final Set<Long> STORAGE_YEARS = Set.of(1L, 2L, 3L, 5L, 10L, 15L);

    /** Minimum quantity, and multiple, of inspections and AI cases (C3). */
    static final long PACK_UNITS = 1000;

    /** The most units of one use, hold, pack or line: with bounded parts no sum overflows. */
    static final long UNITS_MAX = 1_000_000_000;

    /** X5: the hours of an emergency, and how many there may be in a month. */
    static final long EMERGENCY_HOURS = 24;

    static final long EMERGENCIES_PER_MONTH = 2;

    static final String BASIC = "aimis/basic";

    private final Map<String, Item> items = new LinkedHashMap<>();

    /** Both products, or those named; the model does not read other catalog files. */
    Catalog(List<Object> products) {
        ipc();
        aimis();
        boolean named = products.stream().allMatch(name -> List.of("ipc", "aimis").contains(name));
        if (named && !products.isEmpty()) {
            items.values().removeIf(item -> !products.contains(item.product()));
        }
    }

    private void ipc() {
        Item.Scope scope = Item.Scope.INSTITUTION;
        add(Item.subscription("ipc/pre-consultation-assistant", scope, null, true, false));
        add(Item.subscription("ipc/pre-visit-checkup-assistant", scope, null, false, true));
        add(Item.subscription("ipc/health-analysis-summary", scope, null, true, false));
        add(Item.subscription("ipc/checkup-report-recommendation", scope, null, true, false));
        add(Item.subscription("ipc/checkup-report-summary", scope, null, true, false));
        add(
                Item.other(
                        "ipc/checkup-knowledge-customization",
                        Item.Kind.CAPACITY,
                        Item.Scope.ACCOUNT,
                        true));
        add(service("ipc/overseas-deployment"));
    }

    private void aimis() {
        add(Item.resource("aimis/cloud-inspection", true));
        add(Item.resource("aimis/mimi-ai-report", false));
        add(
                Item.other(
                        "aimis/mimi-ai-report-onsite",
                        Item.Kind.PERPETUAL,
                        Item.Scope.ACCOUNT,
                        false));
        Item.Scope scope = Item.Scope.CONSORTIUM;
        add(
                Item.subscription(BASIC, scope, null, true, true)
                        .including(
                                List.of(
                                        "inspection-management",
                                        "report-management",
                                        "image-browsing",
                                        "hospital-management",
                                        "doctor-management",
                                        "cloud-film-configuration",
                                        "data-management",
                                        "log-audit")));
        for (String optional :
                List.of(
                        "cloud-film",
                        "advanced-viewing",
                        "remote-diagnosis",
                        "remote-consultation",
                        "remote-ward-rounds",
                        "remote-teaching",
                        "statistics",
                        "image-quality-control",
                        "log-audit-plus",
                        "mobile",
                        "follow-up")) {
            add(Item.subscription("aimis/" + optional, scope, BASIC, true, true));
        }
        add(service("aimis/delivery"));
        add(service("aimis/scheduled-service"));
        add(Item.other("aimis/maintenance", Item.Kind.MAINTENANCE, Item.Scope.ORGANIZATION, true));
    }

    private static Item service(String name) {
        return Item.other(name, Item.Kind.SERVICE, Item.Scope.ORGANIZATION, false);
    }

    private void add(Item item) {
        items.put(item.name(), item);
    }

    /** The item of that name, or null. */
    Item item(String name) {
        return items.get(name);
    }

    /** The resource counted in units of that name; anything else is UNKNOWN_ITEM. */
    Item resource(String name) {
        Item item = items.get(name);
        Refusal.unless(item != null && item.is(Item.Kind.RESOURCE), "UNKNOWN_ITEM");
        return item;
    }

    /** The resources that have the name of a feature: they include no others. */
    List<Item> resourcesGiving(String feature) {
        List<Item> found = new ArrayList<>();
        for (Item item : items.values()) {
            if (item.is(Item.Kind.RESOURCE) && item.gives(feature)) {
                found.add(item);
            }
        }
        return found;
    }
}

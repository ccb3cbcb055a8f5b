package scrip.proof.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.rehearse.Scenario.Organization;

/// The start of a world: catalogs, organizations, and the instant at which their accounts are
/// opened.
///
/// @param change when later versions of the catalogs are in force; null for never
record Setting(
        List<Catalog> catalogs,
        @Nullable LaterVersions change,
        List<Organization> organizations,
        Instant opensAt) {

    /// Every version of every catalog.
    List<Catalog> versions() {
        List<Catalog> all = new ArrayList<>(catalogs);
        LaterVersions next = change;
        if (next != null) {
            catalogs.forEach(c -> all.add(next.of(c)));
        }
        return all;
    }

    /// The same without a change of catalogs, which a scenario file cannot express.
    Setting unchanged() {
        return new Setting(catalogs, null, organizations, opensAt);
    }

    /// The input of the model: the header of a scenario file, and the change of the catalogs.
    Map<String, Object> told() {
        Map<String, Object> told = header();
        told.put("opened_at", opensAt);
        if (change != null) {
            told.put("change", change.header(catalogs));
        }
        return told;
    }

    /// The equivalent header of a scenario file.
    Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("catalogs", catalogs.stream().map(Catalog::product).toList());
        if (catalogs.stream().anyMatch(c -> c.approval() == Approval.MANUAL)) {
            header.put("approval", "manual");
        }
        Map<String, Object> modes = modes(catalogs);
        Map<String, Object> limits = limits(catalogs);
        if (!modes.isEmpty()) {
            header.put("mode", modes);
        }
        if (!limits.isEmpty()) {
            header.put("arrears_max", limits);
        }
        header.put("emergency", emergency(catalogs));
        List<Object> all = new ArrayList<>();
        organizations.forEach(one -> all.add(fields(one)));
        header.put("organizations", all);
        return header;
    }

    /// The resources of the catalogs in mode HARD.
    static Map<String, Object> modes(List<Catalog> catalogs) {
        Map<String, Object> modes = new TreeMap<>();
        for (Item item : items(catalogs)) {
            if (item instanceof Item.Metered metered && metered.mode() == Mode.HARD) {
                modes.put(item.id().toString(), "HARD");
            }
        }
        return modes;
    }

    /// The resources of the catalogs with a limit of arrears, and that limit.
    static Map<String, Object> limits(List<Catalog> catalogs) {
        Map<String, Object> limits = new TreeMap<>();
        for (Item item : items(catalogs)) {
            if (item instanceof Item.Metered metered && metered.arrearsMax() != null) {
                limits.put(item.id().toString(), metered.arrearsMax());
            }
        }
        return limits;
    }

    /// What all catalogs set for emergency access, as a scenario file says it (X5).
    static Object emergency(List<Catalog> catalogs) {
        EmergencyTerms terms = catalogs.getFirst().emergency();
        if (terms == null) {
            return "none";
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hours", (long) terms.hours());
        fields.put("per_month", (long) terms.perMonth());
        return fields;
    }

    private static Map<String, Object> fields(Organization one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", one.id().value());
        if (one.kind() == OrganizationKind.CONSORTIUM) {
            fields.put("kind", "consortium");
            fields.put("members", one.members().stream().map(OrganizationId::value).toList());
        }
        fields.put("zone", one.zone().getId());
        Integer years = one.defaultStorageYears();
        if (years != null) {
            fields.put("default_storage_years", years.longValue());
        }
        return fields;
    }

    /// The prices of the catalogs in the model's form.
    Map<String, Object> prices() {
        Map<String, Object> prices = new LinkedHashMap<>();
        for (Item item : items(catalogs)) {
            Map<String, Object> ways = new LinkedHashMap<>();
            item.offers().forEach(offer -> put(ways, offer));
            prices.put(item.id().toString(), ways);
        }
        return prices;
    }

    private static void put(Map<String, Object> ways, Offer offer) {
        switch (offer.price()) {
            case Price.PerMonth p -> ways.put("month", p.amount());
            case Price.PerYear p -> ways.put("year", p.amount());
            case Price.PerUnit p -> ways.put("each", p.amount());
            case Price.Once p -> ways.put("each", p.amount());
            case Price.PerUnitAndYear p -> ways.put(offer.plan(), p.amount());
            case Price.PerUnitByStorageTerm p -> {
                Map<String, BigDecimal> terms = new TreeMap<>();
                p.amounts().forEach((years, amount) -> terms.put(years.toString(), amount));
                ways.put(offer.plan().toLowerCase(Locale.ROOT), terms);
            }
        }
    }

    private static List<Item> items(List<Catalog> catalogs) {
        return catalogs.stream().flatMap(c -> c.items().stream()).toList();
    }
}

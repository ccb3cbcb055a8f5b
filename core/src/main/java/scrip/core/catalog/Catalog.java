package scrip.core.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One published version of one product's catalog (C1). It never changes.
///
/// @param effectiveFrom the first instant at which it is in force
/// @param agreementRequired whether an account signs an offline agreement before it first pays (C6)
/// @param termsVersion the version of the service terms a buyer accepts (O1)
/// @param offlineFor how long a client may keep to its last answer (X2)
/// @param emergency how it can be opened in an emergency (X5); null if it cannot
/// @param features every feature: those that items include, then each item's own (services have
///   none)
/// @param events which events of the product are uses
public record Catalog(
        String product,
        String version,
        Instant effectiveFrom,
        Text name,
        Currency currency,
        boolean agreementRequired,
        Approval approval,
        String termsVersion,
        Text terms,
        Duration offlineFor,
        @Nullable EmergencyTerms emergency,
        List<Feature> features,
        List<Item> items,
        List<EventUse> events) {

    public Catalog {
        features = List.copyOf(features);
        items = List.copyOf(items);
        events = List.copyOf(events);
    }

    /// A catalog without events.
    public Catalog(
            String product,
            String version,
            Instant effectiveFrom,
            Text name,
            Currency currency,
            boolean agreementRequired,
            Approval approval,
            String termsVersion,
            Text terms,
            Duration offlineFor,
            @Nullable EmergencyTerms emergency,
            List<Feature> features,
            List<Item> items) {
        this(
                product,
                version,
                effectiveFrom,
                name,
                currency,
                agreementRequired,
                approval,
                termsVersion,
                terms,
                offlineFor,
                emergency,
                features,
                items,
                List.of());
    }

    /// A catalog whose features have no titles of their own, without emergency access.
    public Catalog(
            String product,
            String version,
            Instant effectiveFrom,
            Text name,
            Currency currency,
            boolean agreementRequired,
            Approval approval,
            String termsVersion,
            Text terms,
            Duration offlineFor,
            List<Item> items) {
        this(
                product,
                version,
                effectiveFrom,
                name,
                currency,
                agreementRequired,
                approval,
                termsVersion,
                terms,
                offlineFor,
                null,
                List.of(),
                items);
    }

    /// The item of that id.
    public Optional<Item> item(ItemId id) {
        return items.stream().filter(i -> i.id().equals(id)).findFirst();
    }

    /// The feature of that bare name.
    public Optional<Feature> feature(String name) {
        return features.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /// Which use an event of that type is.
    public Optional<EventUse> event(String type) {
        return events.stream().filter(e -> e.type().equals(type)).findFirst();
    }

    /// This catalog in force from another instant: a version takes effect when it is published for,
    /// whatever its file says.
    public Catalog effectiveAt(Instant at) {
        return new Catalog(
                product,
                version,
                at,
                name,
                currency,
                agreementRequired,
                approval,
                termsVersion,
                terms,
                offlineFor,
                emergency,
                features,
                items,
                events);
    }

    /// This catalog with another approval of first purchases: what a scenario file overrides.
    public Catalog with(Approval changed) {
        return new Catalog(
                product,
                version,
                effectiveFrom,
                name,
                currency,
                agreementRequired,
                changed,
                termsVersion,
                terms,
                offlineFor,
                emergency,
                features,
                items,
                events);
    }

    /// This catalog with other emergency access: what a scenario file overrides.
    ///
    /// @param changed null for none
    public Catalog withEmergency(@Nullable EmergencyTerms changed) {
        return new Catalog(
                product,
                version,
                effectiveFrom,
                name,
                currency,
                agreementRequired,
                approval,
                termsVersion,
                terms,
                offlineFor,
                changed,
                features,
                items,
                events);
    }

    /// This catalog with an item in the place of the one of the same id: what a scenario file
    /// overrides.
    ///
    /// @throws IllegalArgumentException when there is no item of that id
    public Catalog with(Item changed) {
        if (item(changed.id()).isEmpty()) {
            throw new IllegalArgumentException(product + " has no item " + changed.id());
        }
        return new Catalog(
                product,
                version,
                effectiveFrom,
                name,
                currency,
                agreementRequired,
                approval,
                termsVersion,
                terms,
                offlineFor,
                emergency,
                features,
                items.stream().map(i -> i.id().equals(changed.id()) ? changed : i).toList(),
                events);
    }
}

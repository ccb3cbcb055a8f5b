package scrip.core.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/// One published version of one product's catalog (C1). It never changes.
///
/// @param effectiveFrom the first instant at which it is in force
/// @param agreementRequired whether an account signs an offline agreement before it first pays (C6)
/// @param termsVersion the version of the service terms a buyer accepts (O1)
/// @param offlineFor how long a client may keep to its last answer (X2)
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
        List<Item> items) {

    /// The item of that id.
    public Optional<Item> item(String id) {
        return items.stream().filter(i -> i.id().equals(id)).findFirst();
    }
}

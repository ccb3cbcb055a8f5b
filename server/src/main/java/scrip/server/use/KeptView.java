package scrip.server.use;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Kept;
import scrip.core.organization.OrganizationId;

/// A reported use that waits for the vendor's decision, in the form of the contract (R8).
public record KeptView(
        String key,
        OrganizationId organization,
        @Nullable OrganizationId within,
        ItemId resource,
        long quantity,
        @Nullable Integer storageYears,
        Instant eventAt,
        @Nullable String subject,
        String reason) {

    public static KeptView of(Kept kept) {
        return new KeptView(
                kept.key(),
                kept.use().organization(),
                kept.use().within(),
                kept.resource(),
                kept.use().quantity(),
                kept.use().storageYears(),
                kept.eventAt(),
                kept.use().subject(),
                kept.reason().name());
    }
}

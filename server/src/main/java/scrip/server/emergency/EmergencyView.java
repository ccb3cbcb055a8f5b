package scrip.server.emergency;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergency;
import scrip.core.emergency.EmergencyId;
import scrip.core.organization.OrganizationId;

/// An emergency in the form of the contract (X5).
///
/// @param uses what was used under it, by pool
public record EmergencyView(
        EmergencyId id,
        long seq,
        OrganizationId organization,
        List<String> products,
        @Nullable ItemId item,
        @Nullable Integer storageYears,
        String doctor,
        String reason,
        Instant from,
        Instant until,
        boolean open,
        List<UsesView> uses) {

    /// What was used of one pool.
    record UsesView(ItemId resource, @Nullable Integer storageYears, long uses, long quantity) {}

    public static EmergencyView of(Emergency emergency, Instant now) {
        return new EmergencyView(
                emergency.id(),
                emergency.seq(),
                emergency.organization(),
                emergency.products(),
                emergency.item(),
                emergency.storageYears(),
                emergency.doctor(),
                emergency.reason(),
                emergency.from(),
                emergency.until(),
                emergency.isOpenAt(now),
                emergency.uses().stream()
                        .map(u ->
                                new UsesView(
                                        u.pool().resource(),
                                        u.pool().storageTerm(),
                                        u.count(),
                                        u.units()))
                        .toList());
    }
}

package scrip.server.license;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.organization.OrganizationId;
import scrip.server.order.ProposalView;

/// A license in the form of the contract.
///
/// @param name of its item, in lists
/// @param renewal the order line that renews it, in lists
/// @param suspendsAt when it is suspended unless renewed; null if it never is
public record LicenseView(
        LicenseId id,
        ItemId item,
        @JsonProperty("for") OrganizationId holder,
        String form,
        String state,
        Instant from,
        @Nullable Instant until,
        @Nullable Instant suspendsAt,
        int months,
        boolean endsAtUntil,
        String zone,
        @Nullable Text name,
        @Nullable ProposalView renewal) {

    /// A license as it is at an instant.
    public static LicenseView of(License license, Instant now) {
        return new LicenseView(
                license.id(),
                license.item(),
                license.holder(),
                license.form().name(),
                license.state(now).name(),
                license.from(),
                license.until(),
                license.suspendsAt(),
                license.months(),
                license.endsAtUntil(),
                license.zone().getId(),
                null,
                null);
    }

    /// This license with its item's name, if a catalog has it, and the order line that renews it.
    LicenseView listed(Optional<Text> called, @Nullable ProposalView again) {
        return new LicenseView(
                id,
                item,
                holder,
                form,
                state,
                from,
                until,
                suspendsAt,
                months,
                endsAtUntil,
                zone,
                called.orElse(null),
                again);
    }
}

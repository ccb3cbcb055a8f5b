package scrip.server.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Proposal;

/// The line of an order that buys what is wanting, as an order takes it.
public record ProposalView(
        ItemId item,
        @JsonProperty("for") @Nullable OrganizationId holder,
        @Nullable String plan,
        @Nullable Long quantity,
        @Nullable Integer months,
        @Nullable Integer years,
        @Nullable Integer storageYears) {

    public static @Nullable ProposalView of(@Nullable Proposal proposal) {
        return proposal == null
                ? null
                : new ProposalView(
                        proposal.item(),
                        proposal.holder(),
                        proposal.plan(),
                        proposal.quantity(),
                        proposal.months(),
                        proposal.years(),
                        proposal.storageYears());
    }
}

package scrip.server.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Refusal;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;

/// What an order would cost and do if it were paid now, in the form of the contract.
///
/// @param total null while a line is faulty
/// @param agreementsMissing the products whose signed agreement is not recorded (C6)
/// @param awaitsApproval whether the vendor has to approve it after payment (O3)
/// @param heldUntil until when the order is held for its payment (O4)
/// @param refusal why it could not be paid now
record PreviewView(
        @Nullable OrganizationId organization,
        @Nullable String name,
        Instant at,
        String zone,
        List<LineView> lines,
        @Nullable Money total,
        List<EffectView> effects,
        List<TermsView> terms,
        List<ProductView> agreementsMissing,
        boolean awaitsApproval,
        @Nullable Instant heldUntil,
        @Nullable String reference,
        @Nullable RefusalView refusal) {

    /// One line: its price and validity, or what is wrong with it and what to choose instead.
    record LineView(
            int number,
            String item,
            Text name,
            Text unit,
            String kind,
            @JsonProperty("for") @Nullable OrganizationId holder,
            @Nullable String plan,
            @Nullable Long quantity,
            @Nullable Integer months,
            @Nullable Integer storageYears,
            @Nullable Money total,
            @Nullable Text formula,
            boolean example,
            @Nullable Long bonus,
            @Nullable String agreedPriceUnused,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable FaultView fault,
            List<AlternativeView> alternatives) {}

    /// What is wrong with a line.
    ///
    /// @param quantities the nearest quantities that are sold
    /// @param requires items to be bought with it
    record FaultView(
            String code, String detail, List<Long> quantities, List<RequiredView> requires) {}

    /// An item that a line needs.
    record RequiredView(ItemId item, Text name) {}

    /// The same quantity for the same years on each plan.
    record AlternativeView(String plan, int years, Money total, Text formula) {}

    /// The effect on a pool: the units that pay its arrears first, and what is left then.
    record EffectView(
            ItemId resource,
            Text name,
            Text unit,
            @Nullable Integer storageYears,
            long repaid,
            long arrears,
            long available,
            boolean restored) {}

    /// The service terms of a product.
    record TermsView(String product, Text name, String version, Text text) {}

    /// A product by name.
    record ProductView(String product, Text name) {}

    /// Why it could not be paid.
    record RefusalView(String code, String detail) {

        static @Nullable RefusalView of(@Nullable Refusal refusal) {
            return refusal == null
                    ? null
                    : new RefusalView(refusal.code().name(), refusal.detail());
        }
    }
}

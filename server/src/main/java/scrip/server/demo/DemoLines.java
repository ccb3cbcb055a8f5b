package scrip.server.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.core.organization.OrganizationId;

/// Order lines of the demo's buyers.
final class DemoLines {

    private DemoLines() {}

    /// Software, or sets of a monthly resource, for months.
    static LineRequest months(String item, int months) {
        return line(item, null, null, null, months, null, null, null, null);
    }

    /// Software for a member of a consortium, for months.
    static LineRequest months(String item, String holder, int months) {
        return line(item, new OrganizationId(holder), null, null, months, null, null, null, null);
    }

    /// Software for years.
    static LineRequest years(String item, int years) {
        return line(item, null, null, null, null, years, null, null, null);
    }

    /// Units whose storage term is named.
    static LineRequest inspections(long quantity, int storageYears) {
        return line(
                "aimis/cloud-inspection",
                null,
                "by-quantity",
                quantity,
                null,
                null,
                storageYears,
                null,
                null);
    }

    /// Units that are paid by the year.
    static LineRequest inspectionsByYear(long quantity, int years) {
        return line(
                "aimis/cloud-inspection", null, "annual", quantity, null, years, null, null, null);
    }

    static LineRequest reports(long quantity) {
        return line("aimis/mimi-ai-report", null, null, quantity, null, null, null, null, null);
    }

    /// More sets of a monthly resource.
    static LineRequest sets(long quantity, int months, CapacityChoice capacity) {
        return line(
                "ipc/checkup-knowledge-customization",
                null,
                null,
                quantity,
                months,
                null,
                null,
                null,
                capacity);
    }

    /// A service, once.
    static LineRequest service(String item) {
        return line(item, null, null, null, null, null, null, null, null);
    }

    /// Maintenance from a day on.
    static LineRequest maintenance(int months, @Nullable LocalDate starts) {
        return line("aimis/maintenance", null, null, null, months, null, null, starts, null);
    }

    private static LineRequest line(
            String item,
            @Nullable OrganizationId holder,
            @Nullable String plan,
            @Nullable Long quantity,
            @Nullable Integer months,
            @Nullable Integer years,
            @Nullable Integer storageYears,
            @Nullable LocalDate starts,
            @Nullable CapacityChoice capacity) {
        return new LineRequest(
                item, holder, plan, quantity, months, years, storageYears, starts, capacity);
    }
}

package scrip.proof.simulate;

import java.util.List;

/// The items of the two catalogs, grouped by how a world buys them.
final class Items {

    static final String INSPECTION = "aimis/cloud-inspection";
    static final String REPORT = "aimis/mimi-ai-report";
    static final String ONSITE = "aimis/mimi-ai-report-onsite";
    static final String BASIC = "aimis/basic";
    static final String MAINTENANCE = "aimis/maintenance";
    static final String CAPACITY = "ipc/checkup-knowledge-customization";
    static final String YEARLY = "ipc/pre-visit-checkup-assistant";

    /// IPC subscriptions by the month.
    static final List<String> MONTHLY =
            List.of(
                    "ipc/pre-consultation-assistant",
                    "ipc/health-analysis-summary",
                    "ipc/checkup-report-recommendation");

    /// AIMIS features that need Basic; three are enough to interact.
    static final List<String> OPTIONAL =
            List.of("aimis/cloud-film", "aimis/remote-diagnosis", "aimis/follow-up");

    static final List<String> SERVICES =
            List.of("ipc/overseas-deployment", "aimis/delivery", "aimis/scheduled-service");

    /// Storage terms that are sold by quantity (C8).
    static final List<Long> TERMS = List.of(1L, 2L, 3L, 5L, 10L, 15L);

    /// Features that have no item of their own.
    static final List<String> FEATURES =
            List.of("report-management", "log-audit", "cloud-film", "mimi-ai-report", "basic");

    private Items() {}

    static boolean isResource(String item) {
        return item.equals(INSPECTION) || item.equals(REPORT);
    }

    static boolean isService(String item) {
        return SERVICES.contains(item);
    }

    /// Whether a renewal copies it (O6).
    static boolean renewable(String item) {
        return !SERVICES.contains(item) && !item.equals(ONSITE);
    }
}

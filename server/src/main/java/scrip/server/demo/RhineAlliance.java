package scrip.server.demo;

import java.time.Duration;
import java.time.ZoneId;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationKind;

/// A consortium in Germany with three institutions: its packs ran out, it was suspended, and a
/// top-up ended that; some hours ago they ran out again.
final class RhineAlliance {

    static final String ID = "rhine-imaging";
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final String INSPECTION = "aimis/cloud-inspection";
    private static final int STORAGE_YEARS = 10;

    private RhineAlliance() {}

    static void tell(Timeline line) {
        line.on(
                368,
                9,
                ZONE,
                hand -> {
                    hand.book(
                            ID,
                            new Command.OpenAccount(
                                    OrganizationKind.CONSORTIUM,
                                    "Rhein-Imaging Verbund",
                                    ZONE,
                                    STORAGE_YEARS));
                    open(hand, "klinik-am-see", "Klinik am See");
                    open(hand, "st-anna", "St.-Anna-Krankenhaus");
                    open(hand, "waldkrankenhaus", "Waldkrankenhaus Nord");
                    hand.join(ID, "klinik-am-see");
                    hand.join(ID, "st-anna");
                    hand.join(ID, "waldkrankenhaus");
                    hand.book(ID, EastAlliance.agreement(line.now(), "A-2025-044", 368));
                });
        line.on(
                365,
                10,
                ZONE,
                hand ->
                        hand.buy(
                                ID,
                                "R-basic",
                                DemoLines.years("aimis/basic", 2),
                                DemoLines.years("aimis/remote-diagnosis", 2),
                                DemoLines.months("aimis/statistics", 18)));
        line.on(
                330,
                10,
                ZONE,
                hand -> hand.buy(ID, "R-pack-1", DemoLines.inspections(12_000, STORAGE_YEARS)));
        line.daily(329, 0, ZONE, "klinik-am-see", ID, INSPECTION, 28);
        line.daily(329, 0, ZONE, "st-anna", ID, INSPECTION, 16);
        // The first pack runs out, and five days pass before the top-up.
        line.on(62, 11, ZONE, hand -> spend(hand, 35));
        line.on(
                57,
                9,
                ZONE,
                hand -> hand.buy(ID, "R-pack-2", DemoLines.inspections(3_000, STORAGE_YEARS)));
        line.ago(Duration.ofHours(6), hand -> spend(hand, 164));
        line.on(
                3,
                14,
                ZONE,
                hand -> {
                    hand.order(ID, "R-top-up", DemoLines.inspections(10_000, STORAGE_YEARS));
                });
        waldkrankenhaus(line);
    }

    private static void open(Stagehand hand, String id, String name) {
        hand.book(
                id,
                new Command.OpenAccount(OrganizationKind.INSTITUTION, name, ZONE, STORAGE_YEARS));
    }

    /// Uses all that is left and some units more.
    private static void spend(Stagehand hand, long beyond) {
        long left = hand.pool(ID, INSPECTION, STORAGE_YEARS).available();
        hand.use("klinik-am-see", ID, INSPECTION, left + beyond);
        hand.land();
    }

    /// A member that buys for itself: a payment that the bank recalled, and a transfer of too much.
    private static void waldkrankenhaus(Timeline line) {
        String org = "waldkrankenhaus";
        line.on(
                80,
                9,
                ZONE,
                hand ->
                        hand.buy(
                                org,
                                "W-summary",
                                DemoLines.months("ipc/checkup-report-summary", 6)));
        line.on(
                41,
                9,
                ZONE,
                hand ->
                        hand.buy(
                                org,
                                "W-advice",
                                DemoLines.months("ipc/checkup-report-recommendation", 3)));
        line.on(30, 15, ZONE, hand -> hand.book(org, new Command.RecallOrder(hand.id("W-advice"))));
        line.on(
                9,
                15,
                ZONE,
                hand -> {
                    hand.order(org, "W-pre", DemoLines.months("ipc/pre-consultation-assistant", 2));
                    hand.transfer(org, "W-pre", "12000.00", "RF18 5390 0754 7034");
                });
    }
}

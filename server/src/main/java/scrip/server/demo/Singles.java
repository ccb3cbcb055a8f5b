package scrip.server.demo;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;
import scrip.core.order.CapacityChoice;
import scrip.core.organization.OrganizationKind;

/// Institutions outside any consortium: one suspended for lack of units, a subscription that was
/// not renewed, orders in every state, a newcomer with nothing at all.
final class Singles {

    private static final ZoneId EAST = ZoneId.of("America/New_York");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String INSPECTION = "aimis/cloud-inspection";
    private static final String PRE_CONSULTATION = "ipc/pre-consultation-assistant";

    private Singles() {}

    static void tell(Timeline line) {
        lakeside(line);
        harbor(line);
        prairie(line);
        jiangnan(line);
        line.on(6, 9, CHINA, hand -> open(hand, "xishan-people", "西山县人民医院", CHINA, null));
    }

    private static void open(
            Stagehand hand, String id, String name, ZoneId zone, @Nullable Integer storageYears) {
        hand.book(
                id,
                new Command.OpenAccount(OrganizationKind.INSTITUTION, name, zone, storageYears));
    }

    /// Ran out of units three days ago and is suspended; reported uses still arrive.
    private static void lakeside(Timeline line) {
        String org = "lakeside-medical";
        line.on(
                340,
                9,
                EAST,
                hand -> {
                    open(hand, org, "Lakeside Medical Center", EAST, 2);
                    hand.book(org, EastAlliance.agreement(line.now(), "A-2025-052", 340));
                    hand.buy(
                            org,
                            "L-start",
                            DemoLines.years("aimis/basic", 1),
                            DemoLines.inspections(2_000, 2));
                });
        line.on(180, 9, EAST, hand -> hand.buy(org, "L-more", DemoLines.inspections(3_000, 2)));
        line.daily(339, 4, EAST, org, null, INSPECTION, 15);
        line.ago(
                Duration.ofHours(76),
                hand -> {
                    long left = hand.pool(org, INSPECTION, 2).available();
                    hand.use(org, null, INSPECTION, left + 412);
                });
        line.ago(
                Duration.ofHours(30),
                hand ->
                        hand.report(
                                org, INSPECTION, 88, 2, line.now().minus(Duration.ofHours(31))));
        line.ago(
                Duration.ofHours(5),
                hand ->
                        hand.report(
                                org, INSPECTION, 12, 2, line.now().minus(Duration.ofDays(101))));
    }

    /// Paid month by month until it forgot; suspended for two days now.
    private static void harbor(Timeline line) {
        String org = "harbor-clinic";
        line.on(300, 10, EAST, hand -> open(hand, org, "Harbor Clinic", EAST, null));
        line.on(
                290,
                10,
                EAST,
                hand -> hand.buy(org, "H-first", DemoLines.months(PRE_CONSULTATION, 3)));
        line.on(
                203,
                10,
                EAST,
                hand -> hand.buy(org, "H-second", DemoLines.months(PRE_CONSULTATION, 3)));
        line.on(
                115,
                10,
                EAST,
                hand -> hand.buy(org, "H-third", DemoLines.months(PRE_CONSULTATION, 3)));
        line.on(
                35,
                10,
                EAST,
                hand -> hand.order(org, "H-forgotten", DemoLines.months(PRE_CONSULTATION, 12)));
        line.ago(
                Duration.ofHours(20),
                hand -> {
                    hand.order(org, "H-part", DemoLines.months(PRE_CONSULTATION, 2));
                    hand.transfer(org, "H-part", "5000.00", "RF63 0000 1187 0021");
                });
    }

    /// Let one subscription end, cancelled an order, and was offered a price.
    private static void prairie(Timeline line) {
        String org = "prairie-health";
        line.on(260, 10, EAST, hand -> open(hand, org, "Prairie Health", EAST, null));
        line.on(
                250,
                10,
                EAST,
                hand ->
                        hand.buy(
                                org,
                                "P-summary",
                                DemoLines.months("ipc/health-analysis-summary", 6),
                                DemoLines.months("ipc/checkup-report-recommendation", 12)));
        line.on(
                120,
                10,
                EAST,
                hand ->
                        hand.book(
                                org,
                                new Command.EndLicense("ipc/health-analysis-summary", null, true)));
        line.on(
                50,
                10,
                EAST,
                hand -> {
                    hand.order(org, "P-none", DemoLines.months("ipc/checkup-report-summary", 1));
                    hand.book(org, new Command.CancelOrder(hand.id("P-none")));
                });
        line.on(
                5,
                10,
                EAST,
                hand ->
                        hand.book(
                                org,
                                new Command.MakeQuote(
                                        List.of(
                                                DemoLines.years(
                                                        "ipc/pre-visit-checkup-assistant", 1)),
                                        true)));
        line.on(
                1,
                10,
                EAST,
                hand -> hand.draft(org, "P-draft", DemoLines.months(PRE_CONSULTATION, 6)));
    }

    /// Sets of a monthly resource, and services in their different states.
    private static void jiangnan(Timeline line) {
        String org = "jiangnan-checkup";
        line.on(280, 9, CHINA, hand -> open(hand, org, "江南健康体检中心", CHINA, null));
        line.on(
                100,
                9,
                CHINA,
                hand -> hand.buy(org, "J-sets", DemoLines.sets(2, 4, CapacityChoice.EXTEND)));
        line.on(
                40,
                9,
                CHINA,
                hand -> hand.buy(org, "J-set", DemoLines.sets(1, 2, CapacityChoice.ADD)));
        line.on(
                200,
                9,
                CHINA,
                hand ->
                        hand.buy(
                                org,
                                "J-visit",
                                DemoLines.years("ipc/pre-visit-checkup-assistant", 1)));
        line.on(
                60,
                9,
                CHINA,
                hand -> hand.buy(org, "J-deploy", DemoLines.service("ipc/overseas-deployment")));
        line.on(
                45,
                9,
                CHINA,
                hand ->
                        hand.book(
                                org,
                                new Command.DeliverService(
                                        hand.service("J-deploy"),
                                        "remote",
                                        "Ana Souza",
                                        "Deployed in Singapore")));
        line.on(
                43,
                9,
                CHINA,
                hand ->
                        hand.book(
                                org,
                                new Command.RejectService(
                                        hand.service("J-deploy"),
                                        "王芳",
                                        "The report server is not reachable")));
        line.on(
                10,
                9,
                CHINA,
                hand -> hand.buy(org, "J-second", DemoLines.service("ipc/overseas-deployment")));
        line.on(
                8,
                9,
                CHINA,
                hand ->
                        hand.book(
                                org,
                                new Command.ScheduleService(
                                        hand.service("J-second"),
                                        "local",
                                        "Ana Souza",
                                        "On site in the first week of December")));
    }
}

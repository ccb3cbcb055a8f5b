package scrip.server.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.SalesRequest;
import scrip.core.organization.OrganizationKind;

/// Cases that wait for the vendor's staff, and rarer ones: first purchases in the activation queue,
/// requests to sales, a perpetual license, payments that the bank recalled, packs and services in
/// final states. Also a hospital with an agreement and nothing else, for visitors to try things.
final class Counter {

    /// The organization that once paid too much.
    private static final String OVERPAID = "waldkrankenhaus";

    /// The organization to try things with.
    static final String TRY = "riverbend-hospital";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");
    private static final ZoneId EAST = ZoneId.of("America/New_York");
    private static final String INSPECTION = "aimis/cloud-inspection";
    private static final String PRE_CONSULTATION = "ipc/pre-consultation-assistant";
    private static final String ONSITE = "aimis/mimi-ai-report-onsite";

    private Counter() {}

    static void tell(Timeline line) {
        approvals(line);
        sales(line);
        packs(line);
        services(line);
        line.on(
                30,
                9,
                EAST,
                hand -> {
                    hand.book(
                            TRY,
                            new Command.OpenAccount(
                                    OrganizationKind.INSTITUTION, "Riverbend Hospital", EAST, 5));
                    hand.book(TRY, EastAlliance.agreement(line.now(), "A-2026-107", 30));
                });
    }

    /// First purchases made since the vendor requires approval for them: one was approved; three
    /// wait, one of them late, one nearly late, one fresh.
    private static void approvals(Timeline line) {
        line.on(15, 9, CHINA, hand -> first(hand, "qingshan-central", "Q-first"));
        line.on(
                15,
                14,
                CHINA,
                hand ->
                        hand.book(
                                "qingshan-central", new Command.ApproveOrder(hand.id("Q-first"))));
        line.ago(Duration.ofHours(30), hand -> first(hand, "st-anna", "S-first"));
        line.ago(Duration.ofMinutes(1_400), hand -> first(hand, "linhai-maternity", "M-first"));
        line.ago(Duration.ofHours(3), hand -> first(hand, "klinik-am-see", "K-first"));
    }

    private static void first(Stagehand hand, String org, String name) {
        hand.buy(org, name, DemoLines.months(PRE_CONSULTATION, 3));
    }

    /// A perpetual license sold by sales, and a request that nobody has answered.
    private static void sales(Timeline line) {
        line.on(
                84,
                10,
                CHINA,
                hand -> {
                    SalesRequest asked =
                            ask(hand, EastAlliance.ID, "李娜", "138 0000 0000", "三家医院离线使用");
                    hand.sell(EastAlliance.ID, "E-onsite", DemoLines.service(ONSITE));
                    hand.pay(EastAlliance.ID, "E-onsite");
                    hand.book(
                            EastAlliance.ID,
                            new Command.CloseSalesRequest(
                                    asked.id(),
                                    hand.id("E-onsite"),
                                    "Sam Ortiz",
                                    "As agreed on the phone"));
                });
        line.on(
                2,
                11,
                GERMANY,
                hand ->
                        ask(
                                hand,
                                RhineAlliance.ID,
                                "Anna Weber",
                                "+49 30 0000 000",
                                "For a site without a connection to the outside"));
    }

    private static SalesRequest ask(
            Stagehand hand, String org, String by, String contact, String note) {
        return hand.book(org, new Command.RequestSale(ONSITE, by, contact, note)).request();
    }

    /// Packs in states other than in use and used up.
    private static void packs(Timeline line) {
        // One expired without being used, and one ended today.
        line.on(
                371,
                12,
                CHINA,
                hand ->
                        hand.buy(
                                EastAlliance.ID,
                                "E-expired",
                                DemoLines.inspections(1_000, 15),
                                DemoLines.service("aimis/scheduled-service")));
        line.at(
                line.boughtToEndToday(12, 15, CHINA),
                hand -> hand.buy(EastAlliance.ID, "E-closing", DemoLines.inspections(1_000, 3)));
        // Granted, and not yet begun.
        line.on(
                3,
                10,
                CHINA,
                hand ->
                        hand.book(
                                EastAlliance.ID,
                                new Command.GrantPack(
                                        INSPECTION,
                                        500,
                                        5,
                                        line.now().plus(Duration.ofDays(10)),
                                        null)));
        // Recalled by the bank.
        line.on(
                100,
                10,
                EAST,
                hand -> hand.buy("lakeside-medical", "L-void", DemoLines.reports(1_000)));
        line.on(
                92,
                10,
                EAST,
                hand -> hand.book("lakeside-medical", new Command.RecallOrder(hand.id("L-void"))));
        // Used up exactly, without arrears.
        line.on(
                70,
                10,
                EAST,
                hand -> {
                    hand.book(
                            "prairie-health", EastAlliance.agreement(line.now(), "A-2026-061", 70));
                    hand.buy("prairie-health", "P-reports", DemoLines.reports(1_000));
                });
        line.on(
                40,
                10,
                EAST,
                hand -> hand.use("prairie-health", null, "aimis/mimi-ai-report", 1_000));
    }

    /// A service that nobody has started, one whose payment was recalled, and maintenance that has
    /// not begun.
    private static void services(Timeline line) {
        line.on(
                4,
                10,
                GERMANY,
                hand ->
                        hand.buy(
                                RhineAlliance.ID,
                                "R-delivery",
                                DemoLines.service("aimis/delivery")));
        line.on(
                50,
                10,
                GERMANY,
                hand ->
                        hand.buy(
                                OVERPAID,
                                "W-deploy",
                                DemoLines.service("ipc/overseas-deployment")));
        line.on(
                47,
                10,
                GERMANY,
                hand -> hand.book(OVERPAID, new Command.RecallOrder(hand.id("W-deploy"))));
        line.on(
                20,
                10,
                GERMANY,
                hand ->
                        hand.buy(
                                RhineAlliance.ID,
                                "R-care",
                                DemoLines.maintenance(
                                        12,
                                        line.now().atZone(GERMANY).toLocalDate().plusDays(40))));
    }

    /// A member of the vendor's staff proposes to return what was paid too much.
    ///
    /// @param by as the server names a signed-in user
    static void proposeReturn(Stagehand hand, String by) {
        hand.book(
                OVERPAID,
                new Command.ProposeReturn(
                        Money.exactly(new BigDecimal("150.00"), Currency.getInstance("USD")),
                        "DE02 1203 0000 0000 2020 51",
                        "Paid too much with RF18 5390 0754 7034",
                        by));
    }
}

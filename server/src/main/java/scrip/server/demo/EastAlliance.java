package scrip.server.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// A consortium in China with four institutions: the full range of imaging software, packs half
/// used, one feature about to end, one in arrears and one suspended.
final class EastAlliance {

    static final String ID = "east-imaging";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String INSPECTION = "aimis/cloud-inspection";
    private static final String REPORT = "aimis/mimi-ai-report";
    private static final int STORAGE_YEARS = 5;

    private EastAlliance() {}

    static void tell(Timeline line) {
        open(line);
        software(line);
        resources(line);
        services(line);
        preConsultation(line);
    }

    private static void open(Timeline line) {
        line.on(
                371,
                9,
                ZONE,
                hand -> {
                    hand.book(
                            ID,
                            new Command.OpenAccount(
                                    OrganizationKind.CONSORTIUM, "华东影像医联体", ZONE, STORAGE_YEARS));
                    for (Institution one : institutions()) {
                        hand.book(
                                one.id(),
                                new Command.OpenAccount(
                                        OrganizationKind.INSTITUTION,
                                        one.name(),
                                        ZONE,
                                        STORAGE_YEARS));
                    }
                    hand.join(ID, "binjiang-first");
                    hand.join(ID, "qingshan-central");
                    hand.join(ID, "linhai-maternity");
                    hand.book(ID, agreement(line.now(), "A-2025-031", 371));
                });
        line.on(140, 11, ZONE, hand -> hand.join(ID, "nanhu-tcm"));
    }

    private record Institution(String id, String name) {}

    private static List<Institution> institutions() {
        return List.of(
                new Institution("binjiang-first", "滨江市第一人民医院"),
                new Institution("qingshan-central", "青山区中心医院"),
                new Institution("linhai-maternity", "临海市妇女儿童医疗保健中心（临海市妇幼保健院、临海市儿童医院）"),
                new Institution("nanhu-tcm", "南湖中西医结合医院"));
    }

    /// An agreement as the vendor records it, without special prices.
    static Command<?> agreement(Instant now, String number, int daysAgo) {
        SortedMap<String, Long> bonus = new TreeMap<>();
        LocalDate signed = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(daysAgo + 3L);
        return new Command.SignAgreement(
                "aimis",
                number,
                "Head of IT",
                signed,
                "agreements/" + number + ".pdf",
                null,
                null,
                List.of(),
                BigDecimal.ZERO,
                bonus);
    }

    private static void software(Timeline line) {
        // One year of Basic that ends in five days, and the software that requires it.
        line.on(360, 10, ZONE, hand -> hand.buy(ID, "E-basic", DemoLines.years("aimis/basic", 1)));
        line.on(
                200,
                10,
                ZONE,
                hand ->
                        hand.buy(
                                ID,
                                "E-viewing",
                                DemoLines.months("aimis/cloud-film", 12),
                                DemoLines.months("aimis/advanced-viewing", 12)));
        line.at(
                line.boughtToEndToday(1, 10, ZONE),
                hand -> hand.buy(ID, "E-mobile", DemoLines.months("aimis/mobile", 1)));
        line.on(
                190,
                10,
                ZONE,
                hand -> hand.buy(ID, "E-teaching", DemoLines.months("aimis/remote-teaching", 6)));
        line.on(
                95,
                15,
                ZONE,
                hand -> {
                    hand.buy(ID, "E-follow-up", DemoLines.months("aimis/follow-up", 4));
                    hand.book(ID, new Command.EndLicense("aimis/follow-up", null, true));
                });
    }

    private static void resources(Timeline line) {
        line.on(
                358,
                10,
                ZONE,
                hand -> hand.buy(ID, "E-pack-1", DemoLines.inspections(30_000, STORAGE_YEARS)));
        line.on(
                170,
                10,
                ZONE,
                hand -> hand.buy(ID, "E-pack-2", DemoLines.inspections(40_000, STORAGE_YEARS)));
        line.on(
                120,
                10,
                ZONE,
                hand ->
                        hand.book(
                                ID,
                                new Command.GrantPack(
                                        INSPECTION, 2_000, STORAGE_YEARS, null, null)));
        line.on(300, 10, ZONE, hand -> hand.buy(ID, "E-reports", DemoLines.reports(5_000)));
        line.daily(357, 0, ZONE, "binjiang-first", ID, INSPECTION, 80);
        line.daily(357, 0, ZONE, "qingshan-central", ID, INSPECTION, 50);
        line.daily(357, 0, ZONE, "linhai-maternity", ID, INSPECTION, 30);
        line.daily(139, 0, ZONE, "nanhu-tcm", ID, INSPECTION, 20);
        line.daily(299, 0, ZONE, "binjiang-first", ID, REPORT, 14);
        line.ago(
                Duration.ofHours(3),
                hand ->
                        hand.book(
                                ID,
                                new Command.HoldUnits(
                                        new OrganizationId("qingshan-central"),
                                        new OrganizationId(ID),
                                        INSPECTION,
                                        120,
                                        STORAGE_YEARS,
                                        8)));
    }

    private static void services(Timeline line) {
        line.on(
                359,
                16,
                ZONE,
                hand -> hand.buy(ID, "E-delivery", DemoLines.service("aimis/delivery")));
        line.on(
                350,
                9,
                ZONE,
                hand ->
                        hand.book(
                                ID,
                                new Command.DeliverService(
                                        hand.service("E-delivery"),
                                        "local",
                                        "Chen Wei",
                                        "Installed and trained at three sites")));
        line.on(
                348,
                9,
                ZONE,
                hand ->
                        hand.book(
                                ID,
                                new Command.AcceptService(
                                        hand.service("E-delivery"),
                                        "Li Na",
                                        "Works as agreed",
                                        "acceptance-0117.pdf",
                                        null)));
        line.on(
                12,
                9,
                ZONE,
                hand -> hand.buy(ID, "E-visit", DemoLines.service("aimis/scheduled-service")));
        line.on(
                2,
                9,
                ZONE,
                hand ->
                        hand.book(
                                ID,
                                new Command.DeliverService(
                                        hand.service("E-visit"),
                                        "remote",
                                        "Chen Wei",
                                        "Yearly check-up of the archive")));
        line.on(300, 9, ZONE, hand -> hand.buy(ID, "E-care", DemoLines.maintenance(12, null)));
    }

    /// A product that each institution buys for itself.
    private static void preConsultation(Timeline line) {
        line.on(
                150,
                9,
                ZONE,
                hand ->
                        hand.buy(
                                ID,
                                "E-pre",
                                DemoLines.months(
                                        "ipc/pre-consultation-assistant", "binjiang-first", 6),
                                DemoLines.months(
                                        "ipc/pre-consultation-assistant", "qingshan-central", 6)));
        line.on(
                25,
                9,
                ZONE,
                hand ->
                        hand.buy(
                                "nanhu-tcm",
                                "N-pre",
                                DemoLines.months("ipc/health-analysis-summary", 1)));
    }
}

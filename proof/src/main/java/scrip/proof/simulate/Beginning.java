package scrip.proof.simulate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.Item;
import scrip.core.catalog.Mode;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.catalog.ShippedCatalogs;
import scrip.server.rehearse.Scenario.Organization;

/// Rolls the start of a world: its organizations, their zones, and the vendor's settings.
final class Beginning {

    /// Zones with and without daylight saving; two of them skip midnight when it begins.
    static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Asia/Shanghai",
                    "America/New_York",
                    "Europe/Berlin",
                    "Australia/Lord_Howe",
                    "America/Havana",
                    "Asia/Beirut",
                    "Pacific/Kiritimati");

    /// Days with difficult calendar arithmetic: ends of months, a leap year, clock changes.
    private static final List<String> DAYS =
            List.of(
                    "2024-01-31T12:00:00Z",
                    "2024-02-29T23:59:59.999Z",
                    "2025-03-08T04:30:00Z",
                    "2025-12-31T15:59:59Z",
                    "2026-03-01T09:00:00Z",
                    "2026-10-30T21:10:00Z");

    private static final List<Catalog> SHIPPED = ShippedCatalogs.all();

    private Beginning() {}

    /// @param emergencies the dice of what concerns emergency access
    static Setting roll(Dice dice, Dice emergencies) {
        List<Organization> all = new ArrayList<>();
        int institutions = (int) dice.between(3, 6);
        for (int i = 1; i <= institutions; i++) {
            all.add(organization(dice, "i" + i, OrganizationKind.INSTITUTION, List.of()));
        }
        int consortia = (int) dice.between(1, 2);
        for (int i = 1; i <= consortia; i++) {
            List<OrganizationId> members = new ArrayList<>();
            for (int j = 1; j <= institutions; j++) {
                if (dice.chance(45)) {
                    members.add(new OrganizationId("i" + j));
                }
            }
            all.add(organization(dice, "u" + i, OrganizationKind.CONSORTIUM, members));
        }
        Instant opensAt = Instant.parse(dice.pick(DAYS));
        return new Setting(catalogs(dice, emergencies), change(dice, opensAt), all, opensAt);
    }

    /// In some worlds, from an instant on, everything costs more, some items are no longer sold,
    /// and the others may mean something else (C1).
    private static @Nullable LaterVersions change(Dice dice, Instant opensAt) {
        if (!dice.chance(30)) {
            return null;
        }
        List<String> dropped =
                dice.of(
                        List.of(),
                        List.of(Items.REPORT),
                        List.of("ipc/health-analysis-summary", "aimis/follow-up"),
                        List.of(Items.CAPACITY, "aimis/delivery"));
        Instant at = opensAt.plus(Duration.ofHours(dice.between(1, 1_000)));
        return new LaterVersions(
                at, dice.of(BigDecimal.ONE, new BigDecimal("1.037")), dropped, dice.chance(60));
    }

    private static Organization organization(
            Dice dice, String id, OrganizationKind kind, List<OrganizationId> members) {
        Integer term = dice.chance(50) ? Integer.valueOf(dice.of(1, 5, 5, 15)) : null;
        ZoneId zone = ZoneId.of(dice.pick(ZONES));
        return new Organization(new OrganizationId(id), kind, id, zone, term, members);
    }

    private static List<Catalog> catalogs(Dice dice, Dice emergencies) {
        boolean manual = dice.chance(30);
        EmergencyTerms emergency =
                emergencies.chance(15)
                        ? null
                        : new EmergencyTerms(emergencies.of(2, 24, 48), emergencies.of(1, 2, 9));
        List<Catalog> all = new ArrayList<>();
        for (Catalog shipped : SHIPPED) {
            Catalog next = manual ? shipped.with(Approval.MANUAL) : shipped;
            for (Item item : shipped.items()) {
                if (item instanceof Item.Metered metered) {
                    next = next.with(metered(dice, metered));
                }
            }
            all.add(next.withEmergency(emergency));
        }
        return all;
    }

    private static Item metered(Dice dice, Item.Metered item) {
        Item.Metered next = dice.chance(30) ? item.with(Mode.HARD) : item;
        return dice.chance(30) ? next.withArrearsMax(dice.of(0L, 100L, 700L)) : next;
    }
}

package scrip.core.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;

class EmergenciesTest {

    private static final OrganizationId UNION = new OrganizationId("union");
    private static final OrganizationId FIRST = new OrganizationId("first");
    private static final OrganizationId SECOND = new OrganizationId("second");
    private static final ItemId CASES = ItemId.of("lab/cases");
    private static final Instant NOW = Instant.parse("2026-03-31T15:30:00Z");

    private static Emergency opened(
            long seq, OrganizationId by, @Nullable ItemId item, Instant from, int hours) {
        return new Emergency(
                seq,
                new EmergencyId(new UUID(0, seq)),
                by,
                List.of("lab"),
                item,
                null,
                "Dr Who",
                "a stroke",
                from,
                from.plus(Duration.ofHours(hours)),
                List.of());
    }

    @Test
    void theOneThatLastsLongestCovers() {
        Emergencies all =
                Emergencies.of(
                        List.of(
                                opened(1, FIRST, null, NOW.minusSeconds(60), 48),
                                opened(2, FIRST, CASES, NOW.minusSeconds(30), 1)));
        Emergency covering = all.covering(UNION, FIRST, CASES, 0, NOW);
        assertNotNull(covering);
        assertEquals(1, covering.seq());
        assertNull(all.covering(UNION, SECOND, CASES, 0, NOW));
        assertNull(all.covering(UNION, FIRST, ItemId.of("other/cases"), 0, NOW));
    }

    @Test
    void whatTheAccountOpenedIsForAll() {
        Emergencies all = Emergencies.of(List.of(opened(1, UNION, null, NOW, 2)));
        assertNotNull(all.covering(UNION, SECOND, CASES, null, NOW));
        assertNotNull(all.covering(UNION, SECOND, "lab", NOW));
        assertNull(all.covering(UNION, SECOND, "other", NOW));
        assertNull(all.covering(UNION, SECOND, CASES, null, NOW.plus(Duration.ofHours(2))));
    }

    /// However many there were, only recent ones are looked at.
    @Test
    void theLongestThatACatalogCanSetIsFoundToItsEnd() {
        Instant from = NOW.minus(Duration.ofHours(EmergencyTerms.HOURS_MAX)).plusMillis(1);
        Emergencies all =
                Emergencies.of(List.of(opened(1, FIRST, null, from, EmergencyTerms.HOURS_MAX)));
        assertNotNull(all.covering(FIRST, FIRST, CASES, null, NOW));
        assertNull(all.covering(FIRST, FIRST, CASES, null, NOW.plusMillis(1)));
    }

    @Test
    void aMonthIsThatOfTheZone() {
        Emergencies all =
                Emergencies.of(
                        List.of(
                                opened(1, FIRST, null, Instant.parse("2026-02-28T15:59:59Z"), 1),
                                opened(2, FIRST, null, Instant.parse("2026-02-28T16:00:00Z"), 1),
                                opened(3, SECOND, null, NOW, 1)));
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        assertEquals(1, all.openedInMonth(FIRST, "lab", NOW, shanghai));
        assertEquals(0, all.openedInMonth(FIRST, "lab", NOW, ZoneId.of("UTC")));
        assertEquals(0, all.openedInMonth(FIRST, "lab", NOW.plusSeconds(1800), shanghai));
        assertEquals(0, all.openedInMonth(FIRST, "other", NOW, shanghai));
    }

    @Test
    void usesAreCountedByPool() {
        PoolKey five = PoolKey.of(CASES, 5);
        Emergencies all =
                Emergencies.of(List.of(opened(1, FIRST, null, NOW, 1)))
                        .withUse(1, five, 3)
                        .withUse(1, PoolKey.withoutTerm(CASES), 1)
                        .withUse(1, five, 4);
        assertEquals(
                List.of(
                        new Emergency.PoolUses(PoolKey.withoutTerm(CASES), 1, 1),
                        new Emergency.PoolUses(five, 2, 7)),
                all.getFirst().uses());
        assertThrows(IllegalStateException.class, () -> all.withUse(2, five, 1));
    }
}

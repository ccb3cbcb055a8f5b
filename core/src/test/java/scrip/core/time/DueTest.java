package scrip.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.sorted.Summary;

/// The first due of many, which a tree knows without looking at each of them (X4).
class DueTest {

    private static final Instant AT = Instant.parse("2026-03-10T00:00:00Z");

    private static Due first(List<Due> dues) {
        Summary<Due, Due> first = Due.first(due -> due);
        return dues.stream().reduce(first::plus).orElseThrow();
    }

    @Test
    void theFirstDueIsFoundWhereverItStands() {
        Due early = new Due(AT, Due.Rank.ORDER);
        Due late = new Due(AT.plusSeconds(1), Due.Rank.PACK_END);
        assertEquals(early, first(List.of(early, late, late)));
        assertEquals(early, first(List.of(late, early, late)));
        assertEquals(early, first(List.of(late, late, early)));
    }

    @Test
    void atOneInstantTheRankDecides() {
        Due end = new Due(AT, Due.Rank.PACK_END);
        Due reminder = new Due(AT, Due.Rank.REMINDER);
        assertEquals(end, first(List.of(reminder, end)));
        assertEquals(end, first(List.of(end, reminder)));
    }
}

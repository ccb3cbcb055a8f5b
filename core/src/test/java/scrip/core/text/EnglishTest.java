package scrip.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishTest {

    /// The table of `plural.spec.ts`.
    @ParameterizedTest
    @CsvSource({
        "inspection, inspections",
        "AI case, AI cases",
        "study, studies",
        "X-ray study, X-ray studies",
        "day, days",
        "bus, buses",
        "box, boxes",
        "waltz, waltzes",
        "batch, batches",
        "brush, brushes",
        "analysis, analyses",
        "MRI, MRIs",
        "'', ''"
    })
    void anEnglishPluralFollowsTheEndOfItsNoun(String one, String more) {
        assertEquals(more, English.plural(one));
    }

    @Test
    void exactlyOneIsSingular() {
        assertEquals("studies", English.noun(0, "study"));
        assertEquals("study", English.noun(1, "study"));
        assertEquals("studies", English.noun(2, "study"));
    }
}

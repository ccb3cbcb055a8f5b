package scrip.proof.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The short form of `./scrip proof outage`.
class OutageTest {

    private static final int USES = 4_000;

    @Test
    void nothingIsDroppedAndNothingIsBookedTwice() throws Exception {
        assertEquals(List.of(), Outage.play(USES, System.out));
    }
}

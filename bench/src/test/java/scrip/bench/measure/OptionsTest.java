package scrip.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void optionsHaveAValueEachAndOnlyKnownOnesAreTaken() throws Exception {
        Options options =
                Options.of(List.of("--seconds", "5", "--uses", "1_000"), "seconds", "uses");
        assertEquals(5, options.number("seconds", 1, 20));
        assertEquals(1_000, options.number("uses", 1, 20));
        assertEquals(20, options.number("rounds", 1, 20));
        for (List<String> wrong :
                List.of(List.of("5"), List.of("--seconds"), List.of("--second", "5"))) {
            assertThrows(Options.WrongOption.class, () -> Options.of(wrong, "seconds"));
        }
    }

    @Test
    void aNumberIsWholeAndLargeEnough() throws Exception {
        for (String wrong : List.of("0", "-1", "1.5", "five")) {
            Options options = Options.of(List.of("--seconds", wrong), "seconds");
            assertThrows(Options.WrongOption.class, () -> options.number("seconds", 1, 20));
        }
    }
}

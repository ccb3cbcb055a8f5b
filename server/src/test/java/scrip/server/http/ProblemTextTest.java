package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProblemTextTest {

    @Test
    void theTypeIsAWholeAddressWhereTheServerKnowsItsOwn() {
        ProblemText text = ProblemText.of("KEY_REUSED");
        assertEquals("/docs/problems/KEY_REUSED", text.type());
        ProblemText.publishedAt("https://scrip.example");
        try {
            assertEquals("https://scrip.example/docs/problems/KEY_REUSED", text.type());
        } finally {
            ProblemText.publishedAt("");
        }
    }
}

package scrip.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Code;
import scrip.server.Caller;
import scrip.server.TestServer;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemText;

/// Each code of a problem has its page, and a problem leads there.
class ProblemPagesTest {

    private static final Path PAGE = Path.of("../docs/reference/problems.md");

    @Test
    void everyCodeHasItsTexts() {
        assertEquals(
                Stream.concat(
                                Arrays.stream(ProblemCode.values()).map(ProblemCode::name),
                                Arrays.stream(Code.values()).map(Code::name))
                        .sorted()
                        .toList(),
                ProblemText.all().stream().map(ProblemText::code).sorted().toList());
        for (ProblemText text : ProblemText.all()) {
            for (String sentence : List.of(text.title(), text.meaning(), text.remedy())) {
                assertTrue(
                        sentence.endsWith(".") && Character.isUpperCase(sentence.charAt(0)),
                        text.code() + ": " + sentence);
            }
        }
    }

    /// To update the page, run this test with `SCRIP_WRITE_PAGES=1`.
    @Test
    void thePageHasEveryCode() throws IOException {
        String text = ProblemPages.markdown(ProblemText.all());
        if (System.getenv("SCRIP_WRITE_PAGES") != null) {
            Files.writeString(PAGE, text);
        }
        assertEquals(text, Files.readString(PAGE));
    }

    @Test
    void theTypeOfAProblemIsTheAddressOfItsPage() {
        Caller caller = TestServer.live();
        Caller.Answer problem = caller.get("/v1/organizations/nobody").is(404);
        assertEquals("There is no such organization.", problem.at("/title"));
        Caller.Answer page = caller.get(problem.at("/type")).is(200);
        assertTrue(page.header("Content-Type").startsWith("text/html"));
        assertTrue(page.text().contains("<code>UNKNOWN_ORGANIZATION</code>, status 404"));
        for (ProblemText text : ProblemText.all()) {
            caller.get(text.type()).is(200);
        }
        caller.get("/docs/problems/NOTHING").is(404, "UNKNOWN_PATH");
    }
}

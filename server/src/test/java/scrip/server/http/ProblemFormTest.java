package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who asks by another protocol is told of a problem in its words.
class ProblemFormTest {

    /// A gateway takes anything else than 401 and 403 for a fault of the server.
    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void aGatewayIsTold401Or403AndTheCode(ProblemCode code) {
        ProblemForm form = ProblemForm.of("/v1/gate/viewer/1");
        assertSame(ProblemForm.GATE, form);
        Problem problem = Problem.of(code, "it is so");
        int status = code.status() == 401 ? 401 : 403;
        assertEquals(status, form.status(problem));
        assertEquals(Map.of("Scrip-Reason", code.name()), form.headers(problem));
        assertEquals(status, form.shown(problem, "id").get("status"));
        assertEquals(code.name(), form.shown(problem, "id").get("code"));
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void aClientOfFlagsIsToldAnErrorCodeOfItsOwn(ProblemCode code) {
        ProblemForm form = ProblemForm.of("/ofrep/v1/evaluate/flags/aimis/basic");
        assertSame(ProblemForm.OFREP, form);
        Problem problem = Problem.of(code, "it is so");
        assertEquals(code.status(), form.status(problem));
        assertEquals(
                code == ProblemCode.JSON_MALFORMED ? "PARSE_ERROR" : "GENERAL",
                form.shown(problem, "id").get("errorCode"));
        assertEquals("it is so", form.shown(problem, "id").get("errorDetails"));
    }
}

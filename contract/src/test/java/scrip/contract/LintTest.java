package scrip.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The contract has no fault by the rules of two public linters and by those of its own.
class LintTest {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path CONTRACT = HERE.resolve("../server/src/main/resources/openapi.yaml");

    /// A fault of each of our rules, and of the public ones: what is replaced by what, and the
    /// rule.
    private static final List<List<String>> FAULTS =
            List.of(
                    List.of("operationId: bookUse\n", "operationId: use\n", "scrip-verb-noun"),
                    List.of(
                            "format: int64, minimum: 0, maximum: 9007199254740991",
                            "format: int64, minimum: 0",
                            "scrip-bounded-integer"),
                    List.of("enum: [NEWEST,", "enum: [newest,", "scrip-capitals"),
                    List.of(
                            "    Sandbox:\n      type: object\n",
                            "    Sandbox:\n      type: object\n      additionalProperties: false\n",
                            "scrip-open-answer"),
                    List.of(
                            "now: { type: string, format: date-time, description: \"the time on the"
                                    + " clock\" }",
                            "now: { type: object, properties: { at: { type: string } } }",
                            "scrip-named-object"),
                    List.of(
                            "name: { type: string, description: \"its name\" }",
                            "name: { type: string, enum: [A, B] }",
                            "scrip-named-enumeration"),
                    List.of("x-enum-varnames", "x-names", "scrip-enumeration-names"),
                    List.of("        mapping:\n", "        maping:\n", "scrip-discriminator"),
                    List.of(
                            "        '429': { $ref: '#/components/responses/TooManyRequests' }\n",
                            "",
                            "scrip-typed-problems"),
                    List.of(
                            "'400': { $ref: '#/components/responses/BadRequest' }",
                            "'400': { description: bad }",
                            "scrip-named-problem"),
                    List.of(
                            "status: 400, code: INPUT_INVALID",
                            "status: many, code: INPUT_INVALID",
                            "no-invalid-media-type-examples"));

    @Test
    void theContractHasNoFaultAndEachRuleFindsOne() throws Exception {
        Program sh = Program.of("sh");
        Program.of("npm");
        sh.run(HERE, Map.of(), "lint.sh", CONTRACT.toString());
        String broken = Files.readString(CONTRACT);
        for (List<String> fault : FAULTS) {
            assertTrue(broken.contains(fault.get(0)), fault.get(0));
            broken =
                    broken.replaceFirst(
                            Pattern.quote(fault.get(0)), Matcher.quoteReplacement(fault.get(1)));
        }
        Path file = HERE.resolve("target/broken.yaml");
        Files.writeString(file, broken);
        AssertionError refused =
                assertThrows(
                        AssertionError.class,
                        () -> sh.run(HERE, Map.of(), "lint.sh", file.toString()));
        String found = String.valueOf(refused.getMessage());
        for (List<String> fault : FAULTS) {
            assertTrue(found.contains(fault.get(2)), fault.get(2) + " is not among " + found);
        }
    }
}

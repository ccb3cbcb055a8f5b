package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The contract only grows: whoever wrote a program for the copy in the test resources can go on
/// using it (`docs/reference/versions.md`).
class ContractGrowthTest {

    private static final Path COPY = Path.of("src/test/resources/contract-at-11.yaml");

    private static final String SMALL =
            """
            paths:
              /v1/things:
                get:
                  operationId: listThings
                  security: []
                  parameters:
                    - { name: state, in: query, required: false, schema: { $ref: '#/components/schemas/State' } }
                    - { name: limit, in: query, required: false, schema: { type: integer, minimum: 1, maximum: 200 } }
                  responses:
                    '200':
                      headers: { ETag: { schema: { type: string } } }
                      content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } }, text/csv: { schema: { type: string } } }
                    default: { description: Problem }
                post:
                  operationId: makeThing
                  requestBody:
                    content: { application/json: { schema: { $ref: '#/components/schemas/Wanted' } } }
                  responses:
                    '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
            components:
              schemas:
                State: { type: string, enum: [ACTIVE, ENDED] }
                Thing:
                  type: object
                  required: [id]
                  properties:
                    id: { type: string, format: uuid }
                    state: { $ref: '#/components/schemas/State' }
                    count: { type: integer, minimum: 0, maximum: 1000 }
                    parts: { type: array, items: { $ref: '#/components/schemas/Thing' } }
                    fact:
                      oneOf: [{ $ref: '#/components/schemas/Opened' }]
                      discriminator: { propertyName: type }
                Opened: { type: object, properties: { type: { type: string } } }
                Shut: { type: object, properties: { type: { type: string } } }
                Wanted:
                  type: object
                  additionalProperties: false
                  required: [name]
                  properties:
                    name: { type: string, minLength: 1, maxLength: 100, pattern: '^[a-z]+$' }
                    kind: { type: string, enum: [A, B] }
                    note: { type: string, nullable: true }
            """;

    private static Map<?, ?> read(String yaml) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static List<String> breaks(String text, String by) {
        assertTrue(SMALL.contains(text), text);
        return ContractGrowth.breaks(read(SMALL), read(SMALL.replace(text, by)));
    }

    /// To take a new copy, run this test with `SCRIP_WRITE_CONTRACT=1`: before a release, and only
    /// when everything that it would refuse is meant.
    @Test
    void nothingThatProgramsRelyOnIsTakenBack() throws IOException {
        if (System.getenv("SCRIP_WRITE_CONTRACT") != null) {
            Files.createDirectories(COPY.getParent());
            Files.writeString(COPY, Caller.contract());
        }
        assumeTrue(Files.exists(COPY), "no copy of the contract was taken yet");
        List<String> breaks =
                ContractGrowth.breaks(read(Files.readString(COPY)), read(Caller.contract()));
        assertEquals("", String.join("\n", breaks));
    }

    @Test
    void theContractIsTheSameAsItself() {
        assertEquals(
                List.of(), ContractGrowth.breaks(read(Caller.contract()), read(Caller.contract())));
    }

    static List<Arguments> brokenOperations() {
        String state =
                "    - { name: state, in: query, required: false, schema: { $ref: '#/components/schemas/State' } }\n";
        return List.of(
                Arguments.of("  /v1/things:", "  /v1/stuff:", "GET /v1/things: is gone"),
                Arguments.of("    post:", "    put:", "POST /v1/things: is gone"),
                Arguments.of("listThings", "readThings", "another operationId"),
                Arguments.of("      security: []\n", "", "needs somebody who is signed in"),
                Arguments.of("    " + state, "", "query state: is gone"),
                Arguments.of(
                        "name: limit, in: query, required: false",
                        "name: limit, in: query, required: true",
                        "query limit: is required"),
                Arguments.of(
                        "name: state, in: query, required: false",
                        "name: more, in: query, required: true",
                        "query more: is new and required"),
                Arguments.of("maximum: 200", "maximum: 100", "query limit: has the maximum 100"),
                Arguments.of("minimum: 1,", "minimum: 2,", "query limit: has the minimum 2"),
                Arguments.of("[ACTIVE, ENDED]", "[ACTIVE]", "has no value ENDED"),
                Arguments.of(
                        "headers: { ETag: { schema: { type: string } } }",
                        "headers: {}",
                        "header ETag: is gone"),
                Arguments.of(
                        ", text/csv: { schema: { type: string } }", "", "200 text/csv: is gone"),
                Arguments.of("'201':", "'200':", "201: is gone"),
                Arguments.of(
                        "    requestBody:\n",
                        "    requestBody:\n        required: true\n",
                        "body: is required"));
    }

    static List<Arguments> brokenBodies() {
        return List.of(
                Arguments.of("required: [id]", "required: []", "/id: may be missing"),
                Arguments.of("format: uuid", "format: uri", "/id: has the format uri"),
                Arguments.of(
                        "        count: { type: integer, minimum: 0, maximum: 1000 }\n",
                        "",
                        "/count: is gone"),
                Arguments.of(
                        "count: { type: integer,",
                        "count: { type: string,",
                        "/count: is of type string"),
                Arguments.of(
                        "count: { type: integer,",
                        "count: { nullable: true, type: integer,",
                        "/count: may be null"),
                Arguments.of("maximum: 1000", "maximum: 2000", "/count: has the maximum 2000"),
                Arguments.of(
                        "items: { $ref: '#/components/schemas/Thing' }",
                        "items: { type: string }",
                        "/parts[]: is of type string"),
                Arguments.of(
                        "oneOf: [{ $ref: '#/components/schemas/Opened' }]",
                        "oneOf: [{ $ref: '#/components/schemas/Shut' }]",
                        "has no longer the alternative"),
                Arguments.of("required: [name]", "required: [name, kind]", "/kind: is required"),
                Arguments.of(
                        "        note: { type: string, nullable: true }\n", "", "/note: is gone"),
                Arguments.of("nullable: true", "nullable: false", "/note: may no longer be null"),
                Arguments.of("enum: [A, B]", "enum: [A]", "/kind: has no value B"),
                Arguments.of("maxLength: 100", "maxLength: 99", "/name: has the maxLength 99"),
                Arguments.of("minLength: 1", "minLength: 2", "/name: has the minLength 2"),
                Arguments.of("'^[a-z]+$'", "'^[a-y]+$'", "/name: has the pattern"),
                Arguments.of(
                        "note: { type: string,",
                        "note: { type: string, maxLength: 5,",
                        "/note: has the maxLength 5"));
    }

    @ParameterizedTest
    @MethodSource({"brokenOperations", "brokenBodies"})
    void whatBreaksProgramsIsRefused(String text, String by, String told) {
        List<String> breaks = breaks(text, by);
        assertTrue(breaks.stream().anyMatch(b -> b.contains(told)), by + " was told as " + breaks);
    }

    static List<Arguments> grown() {
        return List.of(
                Arguments.of(
                        "paths:\n",
                        "paths:\n  /v1/more:\n    get: { operationId: more, responses: {} }\n"),
                Arguments.of("name: state, in: query, required: false", "name: state, in: query"),
                Arguments.of(
                        "      parameters:\n",
                        "      parameters:\n        - { name: more, in: query, schema: { type: string } }\n"),
                Arguments.of("maximum: 200", "maximum: 500"),
                Arguments.of("[ACTIVE, ENDED]", "[ACTIVE, ENDED, PAUSED]"),
                Arguments.of("required: [id]", "required: [id, count]"),
                Arguments.of(
                        "count: { type: integer, minimum: 0, maximum: 1000 }",
                        "count: { type: integer, minimum: 1, maximum: 100 }"),
                Arguments.of("        count:", "        more: { type: string }\n        count:"),
                Arguments.of(
                        "oneOf: [{ $ref: '#/components/schemas/Opened' }]",
                        "oneOf: [{ $ref: '#/components/schemas/Shut' }, { $ref: '#/components/schemas/Opened' }]"),
                Arguments.of("required: [name]", "required: []"),
                Arguments.of("additionalProperties: false", "additionalProperties: true"),
                Arguments.of(
                        "kind: { type: string, enum: [A, B] }",
                        "kind: { type: string, enum: [A, B, C] }"),
                Arguments.of("kind: { type: string, enum: [A, B] }", "kind: { type: string }"),
                Arguments.of("maxLength: 100, pattern: '^[a-z]+$'", "maxLength: 200"),
                Arguments.of(
                        "headers: { ETag", "headers: { More: { schema: { type: string } }, ETag"),
                Arguments.of("'201': {", "'202': { description: later }\n        '201': {"));
    }

    @ParameterizedTest
    @MethodSource("grown")
    void whatProgramsPassOverIsAllowed(String text, String by) {
        assertEquals(List.of(), breaks(text, by), by);
    }
}

package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.core.ledger.Code;
import scrip.core.ledger.Subject;
import scrip.server.http.Json;
import scrip.server.http.ProblemCode;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.SubjectTextTest;

/// The contract and the server agree.
class ContractTest {

    private static final Map<?, ?> CONTRACT =
            (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Caller.contract());

    private static Map<?, ?> part(Object of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) of).get(name), name);
    }

    private static Set<String> promised() {
        Set<String> all = new TreeSet<>();
        for (Map.Entry<?, ?> path : part(CONTRACT, "paths").entrySet()) {
            for (Object method : ((Map<?, ?>) path.getValue()).keySet()) {
                all.add(method.toString().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        return all;
    }

    @Test
    void everyOperationOfTheContractIsImplemented() {
        Caller caller = new Caller(TestServer.root(), "nobody", null);
        for (String operation : promised()) {
            String[] parts = operation.split(" ", 2);
            String path = parts[1].replaceAll("[{][a-z_]+[}]", "any");
            caller.send(parts[0], path, null, Map.of()).is(401, "UNAUTHENTICATED");
        }
    }

    @Test
    void everyImplementedOperationIsInTheContract() {
        Set<String> served =
                TestServer.server().context().getBeansOfType(Routes.class).values().stream()
                        .flatMap(r -> r.all().stream())
                        // SCIM is a contract of its own (RFC 7643, RFC 7644); what Scrip does of it
                        // is told by docs/operating/directories.md and tried by ScimTest.
                        .filter(r -> !r.path().startsWith(Route.SCIM))
                        .map(r -> r.method() + " " + r.path())
                        .collect(Collectors.toCollection(TreeSet::new));
        served.addAll(Operation.SERVLETS.keySet());
        assertEquals(String.join("\n", promised()), String.join("\n", served));
    }

    @Test
    void everyCodeIsInTheContract() {
        Object codes =
                Objects.requireNonNull(
                        part(part(part(CONTRACT, "components"), "schemas"), "Code").get("enum"));
        assertEquals(
                Stream.concat(
                                Arrays.stream(ProblemCode.values()).map(ProblemCode::name),
                                Arrays.stream(Code.values()).map(Code::name))
                        .sorted()
                        .toList(),
                ((List<?>) codes).stream().map(Object::toString).sorted().toList());
        String table = part(CONTRACT, "info").get("description") + "";
        for (Object code : (List<?>) codes) {
            assertTrue(table.contains("`" + code + "`"), code + " is not in the table");
        }
    }

    /// In Go the constants of all enumerations share one space, and a list of names that is too
    /// short gives a client in Python that is not Python.
    @Test
    void everyValueOfAnEnumerationHasANameOfItsOwn() {
        part(part(CONTRACT, "components"), "schemas")
                .forEach((schema, content) -> {
                    if (((Map<?, ?>) content).get("enum") instanceof List<?> values) {
                        String prefix =
                                schema.toString().replaceAll("(?<=[a-z])(?=[A-Z])", "_") + "_";
                        assertEquals(
                                values.stream()
                                        .map(v -> (prefix + v).replaceAll("[^A-Za-z0-9]", "_"))
                                        .map(name -> name.toUpperCase(Locale.ROOT))
                                        .toList(),
                                ((Map<?, ?>) content).get("x-enum-varnames"),
                                schema.toString());
                    }
                });
    }

    @Test
    void anAnswerOutsideTheContractFailsTheTests() {
        assertTrue(
                Caller.isOfContract(
                        "/v1/sandboxes/a", "{\"name\": \"a\", \"now\": \"2026-03-01T09:00:00Z\"}"));
        for (String wrong :
                List.of(
                        "{\"name\": \"a\"}",
                        "{\"name\": 7, \"now\": \"2026-03-01T09:00:00Z\"}",
                        "{\"name\": \"a\", \"now\": \"yesterday\"}",
                        "{\"name\": \"a\", \"now\": \"2026-03-01T09:00:00Z\", \"more\": 1}")) {
            assertTrue(!Caller.isOfContract("/v1/sandboxes/a", wrong), wrong);
        }
    }

    @Test
    void everyExampleFitsTheContract() {
        List<String> wrong = new ArrayList<>();
        int examples = 0;
        for (Map.Entry<?, ?> path : part(CONTRACT, "paths").entrySet()) {
            Object example = example(((Map<?, ?>) path.getValue()).get("get"));
            if (example != null) {
                String at = path.getKey().toString().replaceAll("[{][a-z_]+[}]", "any");
                String json = String.valueOf(Json.textOrNull(example));
                if (!Caller.isOfContract(at, json)) {
                    wrong.add(at + " " + json);
                }
                examples++;
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(examples > 1, "there are " + examples);
    }

    /// The example of an answer of 200; null where the contract has none.
    private static @Nullable Object example(@Nullable Object operation) {
        Object part = operation;
        for (String name : List.of("responses", "200", "content", "application/json", "example")) {
            part = part instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return part;
    }

    @Test
    void everyKindOfSubjectIsInTheContract() {
        String notice =
                """
                {"items": [{"organization": "a", "seq": 1, "code": "ACTIVATED", "subject": %s,
                 "effective_at": "2026-03-01T09:00:00Z", "booked_at": "2026-03-01T09:00:00Z"}]}
                """;
        for (Subject subject : SubjectTextTest.ALL) {
            String json = String.valueOf(Json.textOrNull(subject));
            assertTrue(Caller.isOfContract("/v1/notices", notice.formatted(json)), json);
        }
        assertTrue(!Caller.isOfContract("/v1/notices", notice.formatted("{\"kind\": \"ORDER\"}")));
    }

    @Test
    void thePagesLoadNothingFromOtherHosts() {
        Caller caller = TestServer.live();
        for (String path : List.of("/", "/docs", "/docs/contract")) {
            Caller.Answer page = caller.get(path).is(200);
            assertTrue(page.header("Content-Type").startsWith("text/html"), path);
            assertTrue(page.header("Content-Security-Policy").contains("default-src 'none'"), path);
            assertTrue(!page.text().matches("(?s).*(src|href)=\"https?:.*"), path);
        }
        for (String path :
                List.of(
                        "/docs/site.css",
                        "/docs/contract.js",
                        "/docs/swagger-ui.css",
                        "/docs/swagger-ui-bundle.js")) {
            caller.get(path).is(200);
        }
        assertEquals(Caller.contract(), caller.get("/openapi.yaml").is(200).text());
    }

    @Test
    void healthIsOpenAndMetricsAreNot() {
        Caller nobody = new Caller(TestServer.root(), "nobody", null);
        for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
            nobody.get(path).is(200).has("/status", "UP");
        }
        nobody.get("/metrics").is(401);
        new Caller(TestServer.root(), null, null).get("/metrics").is(401);
        assertTrue(TestServer.live().get("/metrics").is(200).text().contains("jvm_memory"));
    }
}

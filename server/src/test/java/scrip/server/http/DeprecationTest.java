package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.TestServer;
import scrip.server.connection.Perimeter;
import scrip.server.role.Permission;

class DeprecationTest {

    private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");
    private static final String HERE = "127.0.0.1";

    /// Served by the edge of the real server, on a port of its own.
    private static HttpResponse<String> asked(Route route, String query) throws Exception {
        Routes routes =
                new Routes() {
                    @Override
                    public List<Route> all() {
                        return List.of(route);
                    }

                    @Override
                    public List<Route> metered() {
                        return all();
                    }
                };
        Edge edge = TestServer.server().context().getBean(Edge.class);
        try (MeteringPort port =
                        MeteringPort.start(
                                HERE,
                                0,
                                Perimeter.standard(),
                                edge,
                                List.of(routes),
                                new SimpleMeterRegistry());
                HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://" + HERE + ":" + port.port() + route.path() + query);
            return http.send(
                    HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Route route() {
        return Route.get(
                "/v1/old-things",
                Permission.ANYBODY,
                call -> {
                    call.checked();
                    return Reply.ok(Map.of());
                });
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void anOperationThatWillBeTakenBackSaysSoInEveryAnswer() throws Exception {
        Route old =
                route().deprecated(
                                new Deprecation(NEW_YEAR, NEW_YEAR.plusYears(1), "/docs/problems"));
        for (String query : List.of("", "?unknown=1")) {
            HttpResponse<String> answer = asked(old, query);
            assertEquals(query.isEmpty() ? 200 : 400, answer.statusCode());
            assertEquals("@1767225600", header(answer, "Deprecation"));
            assertEquals("Fri, 1 Jan 2027 00:00:00 GMT", header(answer, "Sunset"));
            assertEquals("</docs/problems>; rel=\"deprecation\"", header(answer, "Link"));
        }
        assertEquals("", header(asked(route(), ""), "Deprecation"));
    }

    @Test
    void anEndThatIsNotDecidedIsNotTold() throws Exception {
        HttpResponse<String> answer =
                asked(route().deprecated(new Deprecation(NEW_YEAR, null, "/docs")), "");
        assertEquals("@1767225600", header(answer, "Deprecation"));
        assertEquals("", header(answer, "Sunset"));
    }

    @Test
    void nothingEndsBeforeItIsDeprecated() {
        assertThrows(
                IllegalArgumentException.class, () -> new Deprecation(NEW_YEAR, NEW_YEAR, "/docs"));
    }
}

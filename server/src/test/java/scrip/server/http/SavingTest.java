package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Caller;
import scrip.server.TestServer;

/// Answers that are not sent again, and answers that are sent smaller.
class SavingTest {

    private static final String CATALOG = "/v1/catalogs/ipc";

    private static HttpResponse<byte[]> sent(
            String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(TestServer.root() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/catalogs", CATALOG, "/v1/prices", "/openapi.yaml", "/docs/contract"})
    void whatTheCallerHasIsNotSentAgain(String path) throws Exception {
        HttpResponse<byte[]> first = sent("GET", path, Map.of());
        String tag = header(first, "ETag");
        assertFalse(tag.isEmpty(), path);
        assertTrue(header(first, "Cache-Control").contains("no-cache"), path);
        for (String known :
                new String[] {
                    tag, tag.replaceFirst("^W/", ""), tag.replaceFirst("\"$", "-gzip\"")
                }) {
            HttpResponse<byte[]> again = sent("GET", path, Map.of("If-None-Match", known));
            assertEquals(304, again.statusCode(), path + " " + known);
            assertEquals(0, again.body().length);
            assertEquals(tag, header(again, "ETag"));
        }
        assertEquals(200, sent("GET", path, Map.of("If-None-Match", "\"other\"")).statusCode());
    }

    @Test
    void anotherCatalogHasAnotherTag() {
        Caller caller = TestServer.live();
        assertFalse(
                caller.get(CATALOG)
                        .header("ETag")
                        .equals(caller.get("/v1/catalogs/aimis").header("ETag")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/prices | gzip | gzip",
                "/v1/prices | br;q=1, gzip;q=0.5 | gzip",
                "/v1/prices | * | gzip",
                "/v1/prices | gzip;q=0 | ''",
                "/v1/prices | br | ''",
                "/v1/nothing | gzip | ''",
                "/openapi.yaml | gzip | gzip"
            })
    void aLargeAnswerIsCompressedForWhoTakesThat(String path, String accepted, String coding)
            throws Exception {
        HttpResponse<byte[]> plain = sent("GET", path, Map.of());
        HttpResponse<byte[]> packed = sent("GET", path, Map.of("Accept-Encoding", accepted));
        assertEquals(coding, header(packed, "Content-Encoding"));
        if (!coding.isEmpty()) {
            assertTrue(packed.body().length < plain.body().length / 2);
            assertTrue(header(packed, "Vary").contains("Accept-Encoding"));
            String text =
                    new String(
                            new GZIPInputStream(new ByteArrayInputStream(packed.body()))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            // The instant of the prices is that of the answer.
            assertEquals(
                    new String(plain.body(), StandardCharsets.UTF_8)
                            .replaceFirst("\"at\":\"[^\"]*\"", ""),
                    text.replaceFirst("\"at\":\"[^\"]*\"", ""));
        }
    }

    @Test
    void theHeadOfAnAnswerIsThatOfTheWholeAnswer() throws Exception {
        HttpResponse<byte[]> whole = sent("GET", CATALOG, Map.of());
        HttpResponse<byte[]> head = sent("HEAD", CATALOG, Map.of());
        assertEquals(200, head.statusCode());
        assertEquals(0, head.body().length);
        assertEquals(header(whole, "ETag"), header(head, "ETag"));
        assertEquals(header(whole, "Content-Length"), header(head, "Content-Length"));
    }
}

package scrip.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.http.ContentDisposition;

/// What an operation answers.
///
/// @param body a value of the contract, written as JSON
/// @param headers beyond those every answer has
/// @param cookies each as the header `Set-Cookie` has it
public record Reply(int status, Object body, Map<String, String> headers, List<String> cookies) {

    private static final int OK = 200;
    private static final int CREATED = 201;

    /// A text that browsers keep as a file of that name.
    public static Reply text(String text, String fileName) {
        return new Reply(
                OK,
                new Content("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Disposition", "attachment; filename=\"" + fileName + "\""),
                List.of());
    }

    /// A file as it was sent once, which browsers keep and never show.
    public static Reply file(String name, String type, byte[] bytes) {
        ContentDisposition kept =
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build();
        return new Reply(
                OK,
                new Content(type, bytes),
                Map.of("Content-Disposition", kept.toString()),
                List.of());
    }

    /// JSON whose very bytes are signed: the header `Scrip-Signature` has the signature in Base64.
    public static Reply signed(Object body, UnaryOperator<byte[]> signature) {
        byte[] bytes = Json.bytes(body);
        String signed = Base64.getEncoder().encodeToString(signature.apply(bytes));
        return new Reply(
                OK,
                new Content("application/json", bytes),
                Map.of("Scrip-Signature", signed),
                List.of());
    }

    public static Reply ok(Object body) {
        return new Reply(OK, body, Map.of(), List.of());
    }

    /// Something is there that was not; a repeat answers the same.
    public static Reply created(Object body) {
        return new Reply(CREATED, body, Map.of(), List.of());
    }

    /// Done, and there is nothing to say.
    public static Reply done() {
        return ok(Map.of());
    }

    /// A file to be kept.
    public static Reply csv(String name, String text) {
        return new Reply(
                OK,
                new Content("text/csv", text.getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
                List.of());
    }

    /// The same with a cookie more.
    public Reply with(String cookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, body, headers, List.copyOf(more));
    }

    /// A body that is no JSON.
    @SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
    record Content(String type, byte[] bytes) {}
}

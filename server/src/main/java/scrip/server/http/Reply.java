package scrip.server.http;

import java.util.Map;

/// What an operation answers.
///
/// @param body a value of the contract, written as JSON
/// @param headers beyond those every answer has
public record Reply(int status, Object body, Map<String, String> headers) {

    private static final int OK = 200;
    private static final int CREATED = 201;

    /// A body that is text and not JSON.
    record Plain(String text) {}

    /// A text that browsers keep as a file of that name.
    public static Reply text(String text, String fileName) {
        return new Reply(
                OK,
                new Plain(text),
                Map.of("Content-Disposition", "attachment; filename=\"" + fileName + "\""));
    }

    public static Reply ok(Object body) {
        return new Reply(OK, body, Map.of());
    }

    /// Something is there that was not; a repeat answers the same.
    public static Reply created(Object body) {
        return new Reply(CREATED, body, Map.of());
    }
}

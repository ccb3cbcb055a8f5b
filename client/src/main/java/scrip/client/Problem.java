package scrip.client;

/// Why the server refused something (RFC 9457).
///
/// @param code stable, such as `INSUFFICIENT`; more may come
/// @param detail for people
/// @param requestId with which the request is found in the server's log; empty if it told none
public record Problem(int status, String code, String detail, String requestId) {

    static Problem of(int status, JsonObject body) {
        return new Problem(
                status,
                body.text("code", "HTTP_" + status),
                body.text("detail", body.text("title", "")),
                body.text("request_id", ""));
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}

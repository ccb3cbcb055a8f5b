package scrip.server.http;

/// What a key may ask, in units of work, as the headers `RateLimit-Policy` and `RateLimit` tell it
/// (draft-ietf-httpapi-ratelimit-headers).
///
/// @param quota how many each second, and at most at once
/// @param left how many there are now
public record RateLimit(int quota, long left) {

    static final String POLICY_HEADER = "RateLimit-Policy";
    static final String LEFT_HEADER = "RateLimit";

    private static final String NAME = "\"units\"";

    String policy() {
        return NAME + ";q=" + quota + ";w=1";
    }

    /// What is used up is all there again after a second.
    String remaining() {
        return NAME + ";r=" + Math.max(0, left) + ";t=1";
    }
}

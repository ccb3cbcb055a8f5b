package scrip.client;

/// What a capture or a release has changed.
///
/// @param available units that are left in the pool
/// @param arrears units that are owed
public record Settled(String key, long available, long arrears) {

    static Settled of(String key, JsonObject answer) {
        return new Settled(key, answer.whole("available", 0), answer.whole("arrears", 0));
    }
}

package scrip.client;

import java.util.Optional;

/// A use that was booked, or was known already.
///
/// @param result `BOOKED`, or what else became of it; more may come
/// @param available units that are left in the pool
/// @param arrears units that are owed
/// @param late whether it came after the window of its event
public record Used(
        String key,
        String result,
        Optional<String> resource,
        long available,
        long arrears,
        boolean late) {

    static Used of(String key, JsonObject answer) {
        return new Used(
                key,
                answer.text("result", ""),
                Optional.ofNullable(answer.textOrNull("resource")),
                answer.whole("available", 0),
                answer.whole("arrears", 0),
                answer.flag("late"));
    }
}

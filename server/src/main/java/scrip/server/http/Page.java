package scrip.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One page of a list: at most `limit` rows behind the cursor `after`, and the cursor of the next
/// page if there is one.
public final class Page {

    private static final int ROWS_MAX = 200;
    private static final int ROWS_USUAL = 50;
    private static final int CURSOR_CHARACTERS_MAX = 100;

    private Page() {}

    /// The parameter `limit`.
    public static int limit(Call call) {
        Integer limit = call.query().intOrNull("limit", 1, ROWS_MAX);
        return limit == null ? ROWS_USUAL : limit;
    }

    /// The parameter `after` as a text.
    public static String after(Call call, String first) {
        String after = call.query().textOrNull("after", CURSOR_CHARACTERS_MAX);
        return after == null ? first : after;
    }

    /// The parameter `after` as a sequence number.
    public static long after(Call call, long first) {
        Long after = call.query().wholeOrNull("after", 0, Long.MAX_VALUE);
        return after == null ? first : after;
    }

    /// The page.
    ///
    /// @param rows one more than `limit` if there are more
    /// @param cursor what names a row
    public static <T> Map<String, Object> of(
            String name, List<T> rows, int limit, Function<T, ?> cursor) {
        Map<String, Object> page = new LinkedHashMap<>();
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        page.put(name, shown);
        if (more) {
            page.put("next", String.valueOf(cursor.apply(shown.getLast())));
        }
        return page;
    }
}

package scrip.server.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;

/// One page of a list: at most `limit` rows behind the cursor `after`, and the cursor of the next
/// page if there is one.
public final class Page {

    private static final int ROWS_MAX = 200;
    private static final int ROWS_USUAL = 50;

    /// The maximum number of rows of a table for spreadsheets.
    public static final int ROWS_EXPORTED_MAX = 100_000;

    private static final int CURSOR_CHARACTERS_MAX = 300;

    private Page() {}

    /// The parameter `limit`. Without it, a table for spreadsheets has every row.
    public static int limit(Call call) {
        Integer limit = call.query().intOrNull("limit", 1, ROWS_MAX);
        if (limit != null) {
            return limit;
        }
        return call.wantsCsv() ? ROWS_EXPORTED_MAX : ROWS_USUAL;
    }

    /// The values of the parameter `sort` of lists that are sorted by age.
    private enum Sort {
        NEWEST,
        OLDEST
    }

    /// The parameter `sort` of a list whose oldest rows come first unless asked otherwise.
    public static boolean isNewestFirst(Call call) {
        return call.query().choiceOrNull("sort", Sort.class) == Sort.NEWEST;
    }

    /// The parameter `sort` of a list whose newest rows come first unless asked otherwise.
    public static boolean isOldestFirst(Call call) {
        return call.query().choiceOrNull("sort", Sort.class) == Sort.OLDEST;
    }

    /// The parameter `after` as a position in the list, which its text says; null without one.
    public static <T> @Nullable T after(Call call, Function<String, @Nullable T> read) {
        return call.query()
                .parsed(
                        "after",
                        "the cursor from the previous page",
                        text -> Unicode.isOneLine(text) ? read.apply(text) : null);
    }

    /// The parameter `after` as a text; null without one.
    public static @Nullable String afterOrNull(Call call) {
        return call.query().textOrNull("after", CURSOR_CHARACTERS_MAX);
    }

    /// The rows of a list in memory that come after a cursor and match a filter. The cursor may
    /// name a row that no longer matches.
    ///
    /// @param sorted every row, in the order of the list
    /// @param after null: from the first
    /// @throws ProblemException if no row has that cursor
    public static <T> List<T> behind(
            Collection<T> sorted,
            @Nullable String after,
            Function<T, String> cursor,
            Predicate<T> takes,
            int most) {
        List<T> rows = new ArrayList<>();
        boolean reached = after == null;
        for (T row : sorted) {
            if (!reached) {
                reached = cursor.apply(row).equals(after);
            } else if (takes.test(row)) {
                rows.add(row);
                if (rows.size() == most) {
                    return rows;
                }
            }
        }
        if (!reached) {
            throw new ProblemException(
                    Problem.of(
                            List.of(
                                    new InputFault(
                                            InputFault.QUERY,
                                            "/after",
                                            "write the `next` of the previous page"))));
        }
        return rows;
    }

    /// The rows of a list in memory that match a filter, by their time-ordered ids; rows beyond the
    /// page are not looked at.
    ///
    /// @param oldest whether the oldest come first rather than the newest
    /// @param after the id behind which the page begins; null: from the first
    public static <K, T> List<T> byAge(
            SortedMap<K, T> rows, boolean oldest, @Nullable K after, Predicate<T> takes, int most) {
        SortedMap<K, T> left =
                after == null ? rows : oldest ? rows.tailMap(after) : rows.headMap(after);
        return (oldest ? left : left.reversed())
                .entrySet().stream()
                        .filter(e -> !e.getKey().equals(after) && takes.test(e.getValue()))
                        .limit(most)
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /// The page, preceded by further fields of the answer.
    public static <T> Map<String, Object> of(
            Map<String, Object> head, String name, List<T> rows, int limit, Function<T, ?> cursor) {
        Map<String, Object> page = new LinkedHashMap<>(head);
        page.putAll(of(name, rows, limit, cursor));
        return page;
    }

    /// The page.
    ///
    /// @param rows one more than `limit` if there are more
    /// @param cursor the cursor of a row
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

package scrip.server.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One page of a list: at most `limit` rows, `items`, behind the parameter `cursor`, and the cursor
/// of the next page, `next`, if there is one.
///
/// A list continues behind the last row of a page by a key that no other row has, and whose order
/// no row that is written later can get into: nothing is skipped while others write.
public final class Page {

    private static final int ROWS_MAX = 200;
    private static final int ROWS_USUAL = 50;

    /// How many rows of a table are read at once.
    private static final int ROWS_OF_A_TABLE = 1_000;

    private static final int CURSOR_CHARACTERS_MAX = 2_000;
    private static final String ITEMS = "items";
    private static final String CURSOR = "cursor";
    private static final String FORM =
            "the `next` of the previous page, with the same filters as for that page";

    private Page() {}

    /// The parameter `limit`. Without it, a table is read in larger pages.
    public static int limit(Call call) {
        Integer limit = call.query().intOrNull("limit", 1, ROWS_MAX);
        if (limit != null) {
            return limit;
        }
        return call.table() == null ? ROWS_USUAL : ROWS_OF_A_TABLE;
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

    /// Where the page begins: what the parameter `cursor` says, read from its text; null without
    /// one.
    public static <T> @Nullable T after(Call call, Function<String, @Nullable T> read) {
        return call.query()
                .parsed(
                        CURSOR,
                        FORM,
                        text -> {
                            String position =
                                    text.length() > CURSOR_CHARACTERS_MAX
                                            ? null
                                            : call.cursors().opened(asked(call), text);
                            return position == null ? null : read.apply(position);
                        });
    }

    /// Where the page begins, as a text; null without a cursor.
    public static @Nullable String afterOrNull(Call call) {
        return after(call, position -> position);
    }

    /// Where the page begins, as an id; null without a cursor.
    public static @Nullable UUID idAfter(Call call) {
        return after(call, UUID::fromString);
    }

    /// Where the page begins, as a sequence number; null without a cursor.
    public static @Nullable Long numberAfter(Call call) {
        return after(call, Long::valueOf);
    }

    /// The rows of a list in memory that come after a cursor and match a filter. The cursor may
    /// name a row that no longer matches.
    ///
    /// @param sorted every row, in the order of the list
    /// @param after null: from the first
    /// @throws ProblemException if no row has that cursor any more
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
                                            "/" + CURSOR,
                                            "continues behind a row that is not there any more: begin with the first page"))));
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
            Call call,
            Map<String, Object> head,
            List<T> rows,
            int limit,
            Function<T, ? extends Object> position) {
        Map<String, Object> page = new LinkedHashMap<>(head);
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        page.put(ITEMS, shown);
        if (more) {
            page.put("next", cursor(call, position.apply(shown.getLast())));
        }
        return page;
    }

    /// The cursor of a position, of an answer that is no mere page.
    public static String cursor(Call call, Object position) {
        return call.cursors().sealed(asked(call), position.toString());
    }

    /// The page.
    ///
    /// @param rows one more than `limit` if there are more
    /// @param position of a row in the list; no two rows have the same
    public static <T> Map<String, Object> of(
            Call call, List<T> rows, int limit, Function<T, ? extends Object> position) {
        return of(call, Map.of(), rows, limit, position);
    }

    /// A page whose rows are shown otherwise than they are found.
    public static Map<String, Object> showing(Map<String, Object> page, List<?> shown) {
        page.put(ITEMS, shown);
        return page;
    }

    /// A list that is short by its nature, as a whole.
    public static Map<String, Object> whole(Collection<?> rows) {
        return Map.of(ITEMS, List.copyOf(rows));
    }

    /// What the pages of a list have in common: the operation, where, and its filters.
    private static List<?> asked(Call call) {
        return List.of(
                call.route().name(),
                call.path(),
                call.route().permission().isBeyondRealms() ? "" : call.realm().number(),
                call.parameters().filters());
    }
}

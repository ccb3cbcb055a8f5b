package scrip.core.catalog;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What access is checked for: a named feature that items include, or the item of the same name.
///
/// @param name bare, without the product: `report-management`
/// @param surfaces where it is used; the effect of a lapse differs by surface (L2)
public record Feature(String name, Text title, SortedSet<Surface> surfaces) {

    public Feature {
        surfaces = Collections.unmodifiableSortedSet(new TreeSet<>(surfaces));
    }
}

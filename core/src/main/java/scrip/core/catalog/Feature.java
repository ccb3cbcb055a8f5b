package scrip.core.catalog;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is gated: a name of its own that items include, or the item of the same name.
///
/// @param name bare, without the product: `report-management`
/// @param surfaces where it is used; a lapse treats each surface in its own way (L2)
public record Feature(String name, Text title, SortedSet<Surface> surfaces) {

    public Feature {
        surfaces = Collections.unmodifiableSortedSet(new TreeSet<>(surfaces));
    }
}

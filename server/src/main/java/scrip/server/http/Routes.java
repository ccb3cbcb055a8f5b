package scrip.server.http;

import java.util.List;

/// The operations of one feature.
@FunctionalInterface
public interface Routes {
    /// Every operation, each served by the common table of routes unless it has a servlet of its
    /// own.
    List<Route> all();

    /// Those that product services call while they work; the metering port serves them too.
    default List<Route> metered() {
        return List.of();
    }
}

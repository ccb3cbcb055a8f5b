package scrip.server.http;

import java.util.List;

/// The operations of one feature.
@FunctionalInterface
public interface Routes {
    /// Every operation, each served by the common table of routes unless it has a servlet of its
    /// own.
    List<Route> all();
}

package scrip.server.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tells by the header `Location` where what an operation made can be read: one below the list in
/// which it is made, if there is an operation that reads it.
final class Locations {

    private static final String MADE = "Location";
    private static final int CREATED = 201;

    private static final String ORDERS = Route.ACCOUNT + "/orders";

    /// In which list things are that are made at another path.
    private static final Map<String, String> ELSEWHERE =
            Map.of(
                    ORDERS + "/{order}/renew", ORDERS,
                    Route.ACCOUNT + "/quotes/{quote}/accept", ORDERS,
                    Route.ACCOUNT + "/grants", Route.ACCOUNT + "/packs");

    private Locations() {}

    /// The operations, of which those that make something tell where it is.
    static List<Route> told(Collection<Route> routes) {
        Map<String, String> readable = readable(routes);
        return routes.stream().map(route -> told(route, readable)).toList();
    }

    /// Where what an operation makes can be read, with parameters in braces; null if nowhere.
    static @Nullable String of(Route route, Collection<Route> routes) {
        return place(route, readable(routes));
    }

    private static Route told(Route route, Map<String, String> readable) {
        String place = place(route, readable);
        return place == null
                ? route
                : route.handledBy(call -> {
                    Reply reply = route.handler().handle(call);
                    return reply.status() == CREATED ? at(place, call.path(), reply) : reply;
                });
    }

    private static @Nullable String place(Route route, Map<String, String> readable) {
        return route.method().equals("POST")
                ? readable.get(ELSEWHERE.getOrDefault(route.path(), route.path()))
                : null;
    }

    /// The path of one thing, by the path of the list that it is in.
    private static Map<String, String> readable(Collection<Route> routes) {
        Set<String> paths =
                routes.stream()
                        .filter(Route::isReading)
                        .map(Route::path)
                        .filter(p -> p.endsWith("}"))
                        .collect(Collectors.toSet());
        Map<String, String> readable = new LinkedHashMap<>();
        paths.forEach(p -> readable.put(p.substring(0, p.lastIndexOf('/')), p));
        return readable;
    }

    private static Reply at(String place, Map<String, String> path, Reply reply) {
        int brace = place.lastIndexOf('{');
        String id = id(Json.treeOf(reply.body()), place.substring(brace + 1, place.length() - 1));
        if (id == null) {
            return reply;
        }
        String location = place.substring(0, brace) + id;
        for (Map.Entry<String, String> value : path.entrySet()) {
            location = location.replace("{" + value.getKey() + "}", value.getValue());
        }
        return reply.withHeader(MADE, location);
    }

    /// The id of what was made: of the body, or of the part that has its name.
    private static @Nullable String id(JsonNode body, String name) {
        JsonNode part = body.path(name);
        JsonNode id = body.has("id") ? body.path("id") : part.isString() ? part : part.path("id");
        return id.isString() ? id.asString() : null;
    }
}

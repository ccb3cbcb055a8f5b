package scrip.server.http;

import java.util.List;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every operation, and the answers to requests that match none.
final class RouteTable {

    private final Edge edge;
    private final List<Route> routes;
    private final List<PathPattern> patterns;

    RouteTable(Edge edge, List<Route> routes) {
        this.edge = edge;
        this.routes = List.copyOf(routes);
        this.patterns =
                routes.stream()
                        .map(r -> PathPatternParser.defaultInstance.parse(r.path()))
                        .toList();
    }

    RouterFunction<ServerResponse> functions() {
        RouterFunctions.Builder builder = RouterFunctions.route();
        for (Route route : routes) {
            builder.route(
                    methods(route).and(RequestPredicates.path(route.path())),
                    request -> answered(request, route));
        }
        builder.route(RequestPredicates.all(), this::unknown);
        return builder.build();
    }

    private static RequestPredicate methods(Route route) {
        HttpMethod method = HttpMethod.valueOf(route.method());
        return route.isReading()
                ? RequestPredicates.methods(method, HttpMethod.HEAD)
                : RequestPredicates.method(method);
    }

    private ServerResponse answered(ServerRequest request, Route route) {
        return response(edge.answer(request.servletRequest(), request.pathVariables(), route));
    }

    private ServerResponse unknown(ServerRequest request) {
        PathContainer path = request.requestPath().pathWithinApplication();
        TreeSet<String> methods = new TreeSet<>();
        for (int i = 0; i < routes.size(); i++) {
            if (patterns.get(i).matches(path)) {
                methods.add(routes.get(i).method());
            }
        }
        return response(
                methods.isEmpty()
                        ? Edge.unknownPath(request.servletRequest())
                        : Edge.otherMethod(request.servletRequest(), methods));
    }

    static ServerResponse response(Edge.Written written) {
        return ServerResponse.status(written.status())
                .build((request, response) -> {
                    written.to(request, response);
                    return null;
                });
    }
}

package scrip.server.http;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Pages and files, which are read and nothing else.
public final class ReadOnly {

    private static final RequestPredicate READS =
            RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);

    private ReadOnly() {}

    /// What answers requests to such paths, whatever their method.
    public static RouterFunction<ServerResponse> at(
            RequestPredicate paths, HandlerFunction<ServerResponse> page) {
        return RouterFunctions.route()
                .route(paths.and(READS), page)
                .route(
                        paths,
                        request ->
                                RouteTable.response(
                                        Edge.otherMethod(request.servletRequest(), Set.of("GET"))))
                .build();
    }
}

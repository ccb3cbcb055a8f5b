package scrip.server.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.filter.ServerHttpObservationFilter;

/// Serves one frequently called operation, bypassing Spring MVC.
public final class HotServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Edge edge;
    private final transient Route route;

    private HotServlet(Edge edge, Route route) {
        this.edge = edge;
        this.route = route;
    }

    /// A servlet at the path of an operation, which has no parameters.
    public static ServletRegistrationBean<HotServlet> at(Edge edge, Route route) {
        ServletRegistrationBean<HotServlet> bean =
                new ServletRegistrationBean<>(new HotServlet(edge, route), route.path());
        if (GateRequest.isAt(route.path())) {
            bean.addUrlMappings(route.path() + "/*");
        }
        bean.setName(route.path());
        bean.setLoadOnStartup(1);
        return bean;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // Spring MVC would have told the timer of requests.
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(timed -> timed.setPathPattern(route.path()));
        edge.answerAt(request, route).to(request, response);
    }
}

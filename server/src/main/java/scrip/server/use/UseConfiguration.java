package scrip.server.use;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.http.Edge;
import scrip.server.http.HotServlet;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class UseConfiguration {

    @Bean
    Routes useRoutes(Accounts accounts, History history) {
        return new UseRoutes(new Uses(accounts, history), accounts);
    }

    @Bean
    ServletRegistrationBean<HotServlet> usesServlet(Edge edge, Accounts accounts, History history) {
        return HotServlet.at(edge, new UseRoutes(new Uses(accounts, history), accounts).hot());
    }
}

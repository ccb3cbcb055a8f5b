package scrip.server.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.database.Database;
import scrip.server.history.History;
import scrip.server.http.Routes;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
public class NoticeConfiguration {

    @Bean
    Routes noticeRoutes(
            Accounts accounts, History history, Database database, PublishedCatalogs catalogs) {
        return new NoticeRoutes(
                new Notices(accounts, history, new NoticeStore(database)), catalogs);
    }
}

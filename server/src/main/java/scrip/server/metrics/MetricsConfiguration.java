package scrip.server.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import scrip.server.database.Database;
import scrip.server.database.LastDone;
import scrip.server.http.ProblemCounts;
import scrip.server.ledger.Ledger;

/// Puts everything that is measured into the registry that `/metrics` serves.
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

    @Bean
    Figures figures(
            PrometheusRegistry registry, Database database, Ledger ledger, LastDone lastDone) {
        Figures figures =
                new Figures(
                        new FigureStore(database),
                        ledger.realms(),
                        lastDone,
                        InstantSource.system());
        List<Collector> all = new ArrayList<>(ledger.metrics());
        all.add(ProblemCounts.collector());
        all.addAll(Pools.of(database));
        all.addAll(figures.collectors());
        all.forEach(registry::register);
        figures.start();
        return figures;
    }
}

package scrip.server.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import java.util.List;
import java.util.function.ToIntFunction;
import scrip.server.database.Database;
import scrip.server.database.PoolUse;

/// How much of the pools of connections to the database is in use.
final class Pools {

    private Pools() {}

    static List<Collector> of(Database database) {
        return List.of(
                gauge(
                        database,
                        "scrip_pool_connections_active",
                        "Connections of a pool that are in use.",
                        PoolUse::active),
                gauge(
                        database,
                        "scrip_pool_connections_idle",
                        "Connections of a pool that wait to be used.",
                        PoolUse::idle),
                gauge(
                        database,
                        "scrip_pool_waiting",
                        "Requests and jobs that wait for a connection of a pool.",
                        PoolUse::waiting),
                gauge(
                        database,
                        "scrip_pool_connections_max",
                        "Connections that a pool has at most.",
                        PoolUse::most));
    }

    private static Collector gauge(
            Database database, String name, String help, ToIntFunction<PoolUse> value) {
        return GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("pool")
                .callback(to ->
                        database.pools()
                                .forEach(pool ->
                                        to.call(value.applyAsInt(pool), pool.role().sqlName())))
                .build();
    }
}

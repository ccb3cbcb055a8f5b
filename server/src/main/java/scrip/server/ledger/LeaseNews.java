package scrip.server.ledger;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.database.ThisProcess;

/// Tells in the log, and counts, when the lease is taken, runs out or is lost: by whom, and in
/// which epoch.
final class LeaseNews {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseNews.class);
    private static final String TAKEN = "taken";
    private static final String RAN_OUT = "ran_out";
    private static final String LOST = "lost";

    private final Counter changes =
            Counter.builder()
                    .name("scrip_lease_changes_total")
                    .help("How often this server took the lease, let it run out, or lost it.")
                    .labelNames("change")
                    .withoutExemplars()
                    .build();

    private long told;
    private long lost;

    LeaseNews() {
        changes.initLabelValues(TAKEN);
        changes.initLabelValues(RAN_OUT);
        changes.initLabelValues(LOST);
    }

    /// Whoever has the lease.
    ///
    /// @param held whether it still holds by the database's clock
    private record Holder(long epoch, @Nullable UUID owner, String name, boolean held) {}

    Collector changes() {
        return changes;
    }

    synchronized void taken(long epoch) {
        changes.labelValues(TAKEN).inc();
        LOG.info("the lease is taken, epoch {}: {} writes now", epoch, ThisProcess.NAME);
        told = epoch;
        lost = 0;
    }

    synchronized void ranOut(long epoch, Duration length) {
        changes.labelValues(RAN_OUT).inc();
        LOG.warn(
                "the lease of epoch {} has run out: {} could not renew it for {} s",
                epoch,
                ThisProcess.NAME,
                length.toSeconds());
    }

    /// Another server has taken it; [#look] tells which.
    synchronized void lost(long epoch) {
        changes.labelValues(LOST).inc();
        lost = epoch;
    }

    /// Looks who has it while this server has not, and tells that once.
    ///
    /// @param own how this server is called in the lease
    void look(Connection connection, UUID own) throws SQLException {
        Holder holder = holder(connection);
        if (holder != null) {
            tell(holder, own);
        }
    }

    private synchronized void tell(Holder holder, UUID own) {
        UUID owner = holder.owner();
        if (owner == null || owner.equals(own) || holder.epoch() == told) {
            return;
        }
        if (lost != 0) {
            LOG.warn(
                    "the lease of epoch {} is lost: {} has taken it, epoch {}",
                    lost,
                    holder.name(),
                    holder.epoch());
        } else if (holder.held()) {
            LOG.info(
                    "{} has the lease, epoch {}: this server stands by",
                    holder.name(),
                    holder.epoch());
        } else {
            return;
        }
        told = holder.epoch();
        lost = 0;
    }

    /// Only the login may see what connections of others are called; the writer's role may not.
    private static @Nullable Holder holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select epoch, owner, held_until >= clock_timestamp(), backend
                                from lease
                                """)) {
            if (!row.next()) {
                return null;
            }
            long epoch = row.getLong(1);
            UUID owner = row.getObject(2, UUID.class);
            boolean held = row.getBoolean(3);
            int backend = row.getInt(4);
            return new Holder(epoch, owner, name(connection, backend, owner), held);
        }
    }

    private static String name(Connection connection, int backend, @Nullable UUID owner)
            throws SQLException {
        try (Statement role = connection.createStatement()) {
            role.execute("set role none");
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            """
                            select application_name, client_addr
                            from pg_stat_activity
                            where pid = ?
                            """)) {
                statement.setInt(1, backend);
                try (ResultSet row = statement.executeQuery()) {
                    String found = row.next() ? row.getString(1) : null;
                    return found == null || found.isBlank()
                            ? "a server that has gone, " + owner + ","
                            : ThisProcess.nameIn(found);
                }
            } finally {
                role.execute("reset role");
            }
        }
    }
}

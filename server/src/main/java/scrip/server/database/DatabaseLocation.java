package scrip.server.database;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the database is.
public sealed interface DatabaseLocation {
    /// An embedded PostgreSQL, durable, in a folder.
    ///
    /// @param sizes what it may use of its machine, if it is not running already
    record Embedded(Path dataFolder, ClusterSizes sizes) implements DatabaseLocation {

        /// With the sizes of this machine.
        public Embedded(Path dataFolder) {
            this(dataFolder, ClusterSizes.ofMachine());
        }
    }

    /// A PostgreSQL that somebody else runs. User and password may be part of the URL instead.
    record External(String url, @Nullable String user, @Nullable String password)
            implements DatabaseLocation {
        @Override
        public String toString() {
            return "External[" + url.replaceFirst("\\?.*", "?…") + "]";
        }
    }

    /// An embedded PostgreSQL in a temporary folder, deleted when closed. Fast because it may lose
    /// everything in a crash. For rehearsals, tests and benchmarks; never for a server.
    record Scratch() implements DatabaseLocation {}

    /// The data folder, which is used with a database of somebody else's too: `SCRIP_DATA`, or else
    /// `./data`.
    static Path dataFolder(Map<String, String> environment) {
        String folder = environment.get("SCRIP_DATA");
        return Path.of(folder == null || folder.isBlank() ? "data" : folder);
    }

    /// Whether somebody else runs the PostgreSQL.
    static boolean isExternal(Map<String, String> environment) {
        String url = environment.get("SCRIP_DATABASE_URL");
        return url != null && !url.isBlank();
    }

    /// Reads the place of a database, which opening it creates if it is not there:
    /// `SCRIP_DATABASE_URL` with `SCRIP_DATABASE_USER` and `SCRIP_DATABASE_PASSWORD`, or else
    /// `SCRIP_DATA` (default `./data`) with `SCRIP_POSTGRES_BUFFERS` and `SCRIP_POSTGRES_LOG`.
    static DatabaseLocation of(Map<String, String> environment) {
        String url = environment.get("SCRIP_DATABASE_URL");
        if (url == null || url.isBlank()) {
            return new Embedded(dataFolder(environment), ClusterSizes.of(environment));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DatabaseFault(
                    "SCRIP_DATABASE_URL must begin with jdbc:postgresql: (for example"
                            + " jdbc:postgresql://host:5432/scrip)");
        }
        if (url.matches(".*[?&](options|currentSchema)=.*")) {
            throw new DatabaseFault(
                    "SCRIP_DATABASE_URL must not set 'options' or 'currentSchema': Scrip sets the"
                            + " role of each connection with them");
        }
        if (url.matches("jdbc:postgresql://[^/?]*,.*")
                && !url.matches(".*[?&]targetServerType=(primary|master)(&.*)?")) {
            throw new DatabaseFault(
                    "SCRIP_DATABASE_URL names several servers: add targetServerType=primary, so that"
                            + " none of the connections leads to a standby");
        }
        return new External(
                url,
                environment.get("SCRIP_DATABASE_USER"),
                environment.get("SCRIP_DATABASE_PASSWORD"));
    }

    /// Reads the place of a database that must be there already, for a command that reads or
    /// changes what a server has stored and must not create a database in a mistyped folder.
    ///
    /// @throws DatabaseFault if it is a folder without data
    static DatabaseLocation existing(Map<String, String> environment) {
        DatabaseLocation place = of(environment);
        if (place instanceof Embedded(Path folder, _) && !DataFolder.hasCluster(folder)) {
            throw new DatabaseFault(
                    "there is no data in " + folder + ": set SCRIP_DATA to the folder it is in");
        }
        return place;
    }
}

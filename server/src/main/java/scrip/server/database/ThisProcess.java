package scrip.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How this process is called where others meet it: in the list of connections of the database, and
/// in the log of another server.
public final class ThisProcess {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int HOST_CHARACTERS_MAX = 30;

    /// The name of the machine and the number of the process.
    public static final String NAME = host() + "/" + ProcessHandle.current().pid();

    private ThisProcess() {}

    private static String host() {
        try {
            String name = Files.readString(HOST_NAME).strip().replaceAll("[^A-Za-z0-9.-]", "_");
            return name.substring(0, Math.min(name.length(), HOST_CHARACTERS_MAX));
        } catch (IOException _) {
            return "localhost";
        }
    }

    /// The name of a connection that acts as a role.
    static String connection(DatabaseRole role) {
        return role.sqlName() + " " + NAME;
    }

    /// The name of the process in that of its connection.
    public static String nameIn(String connection) {
        return connection.substring(connection.indexOf(' ') + 1);
    }
}

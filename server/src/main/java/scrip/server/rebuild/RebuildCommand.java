package scrip.server.rebuild;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip rebuild`.
@Command(
        name = "rebuild",
        description =
                "Make everything that follows from the log again; the server must be stopped.",
        footer = "%nSCRIP_DATA or SCRIP_DATABASE_URL say where the data is.")
public final class RebuildCommand implements Callable<Integer> {

    private final Terminal terminal;

    public RebuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DatabaseLocation place = DatabaseLocation.existing(terminal.settings());
        try (Database database = Database.open(place)) {
            if (!new DerivedTables(database).make(terminal::tell)) {
                terminal.tell("a server is writing: stop it and run this again");
                return Manners.FAILED;
            }
            terminal.out().println("all derived tables were made again");
            return Manners.DONE;
        }
    }
}

package scrip.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Manners;

/// Called by the launcher after a build.
@Command(name = "train", hidden = true, description = "Make what later starts are faster with.")
final class TrainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "for PostgreSQL's programs")
    private Path programs = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        try {
            Training.run(programs);
            return Manners.DONE;
        } catch (IOException fault) {
            throw new CommandFault(String.valueOf(fault.getMessage()), fault);
        }
    }
}

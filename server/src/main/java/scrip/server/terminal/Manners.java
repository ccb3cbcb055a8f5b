package scrip.server.terminal;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import scrip.server.database.DatabaseFault;
import scrip.server.setting.Launcher;
import scrip.server.setting.WrongSettings;

/// How every subcommand takes arguments, helps, and ends: `docs/operating/administration.md` lists
/// what the exit codes mean.
public final class Manners {

    /// The exit code if all is well.
    public static final int DONE = 0;

    /// The exit code if something is wrong.
    public static final int FAILED = 1;

    /// The exit code for wrong arguments.
    public static final int WRONG = 2;

    private static final String VERSION =
            "scrip "
                    + Objects.requireNonNullElse(
                            Manners.class.getPackage().getImplementationVersion(),
                            "of a working copy");

    private static final int WIDTH = 110;

    private Manners() {}

    /// The program with some subcommands, each annotated for picocli.
    public static CommandLine line(CommandSpec root, Terminal terminal, List<Object> subcommands) {
        root.name(Launcher.name());
        CommandLine line = new CommandLine(root);
        subcommands.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
        line.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        line.setUsageHelpWidth(WIDTH);
        line.setExecutionStrategy(Manners::executed);
        line.setParameterExceptionHandler(
                (wrong, _) -> wrong(wrong.getCommandLine(), List.of(text(wrong))));
        line.setExecutionExceptionHandler((failure, at, _) -> failed(failure, at, terminal));
        polish(line);
        return line;
    }

    /// Runs one subcommand by itself.
    public static int run(Object subcommand, Terminal terminal, String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(List.of(arguments));
        return line(CommandSpec.create(), terminal, List.of(subcommand))
                .execute(words.toArray(String[]::new));
    }

    private static void polish(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        // Commands that are methods have them by their annotation, before their own arguments.
        if (!(spec.userObject() instanceof Method)
                && !(spec.userObject() instanceof CommandLine.HelpCommand)) {
            spec.mixinStandardHelpOptions(true);
        }
        spec.version(VERSION, "Java " + Runtime.version());
        spec.parser().collectErrors(true);
        spec.usageMessage().synopsisHeading("usage: ").sortOptions(false);
        line.getSubcommands().values().forEach(Manners::polish);
    }

    private static int executed(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<String> faults = new ArrayList<>();
        ParseResult last = parsed;
        for (ParseResult at = parsed; at != null; at = at.subcommand()) {
            at.errors().forEach(error -> faults.add(text(error)));
            last = at;
        }
        if (!faults.isEmpty()) {
            return wrong(last.commandSpec().commandLine(), faults);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static String text(Exception error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return message
                    + ": did you mean "
                    + String.join(" or ", unmatched.getSuggestions())
                    + "?";
        }
        return message;
    }

    /// A line for each fault, and where to read more.
    private static int wrong(CommandLine line, List<String> faults) {
        PrintWriter err = line.getErr();
        faults.stream().distinct().forEach(fault -> err.println("scrip: " + fault));
        err.println("usage: " + line.getCommandSpec().qualifiedName() + " --help");
        return WRONG;
    }

    private static int failed(Exception failure, CommandLine line, Terminal terminal)
            throws Exception {
        switch (failure) {
            case WrongArguments arguments -> {
                return wrong(line, arguments.faults());
            }
            case ParameterException parameter -> {
                return wrong(line, List.of(text(parameter)));
            }
            case WrongSettings settings -> settings.faults().forEach(terminal::tell);
            case DatabaseFault fault -> terminal.tell(fault.getMessage());
            case CommandFault fault -> terminal.tell(fault.getMessage());
            case DataAccessException gone ->
                    terminal.tell(
                            "the database does not answer (" + firstLine(gone) + "): try again");
            case UncheckedIOException unreadable -> terminal.tell(firstLine(unreadable));
            case InterruptedException _ -> terminal.tell("interrupted");
            default -> throw failure;
        }
        return FAILED;
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}

package scrip.server;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.terminal.WrongArguments;

/// `./scrip completion bash|zsh`.
@Command(
        name = "completion",
        description = "Print a script that lets a shell complete what you type.",
        footer = "%nFor bash or zsh: source <(${ROOT-COMMAND-NAME} completion bash)")
final class CompletionCommand implements Callable<Integer> {

    private static final String PROGRAM = "scrip";

    private final Terminal terminal;
    private final Supplier<CommandLine> all;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private String shell = "";

    /// @param all the program with every subcommand
    CompletionCommand(Terminal terminal, Supplier<CommandLine> all) {
        this.terminal = terminal;
        this.all = all;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash(PROGRAM, all.get());
        switch (shell.toLowerCase(Locale.ROOT)) {
            case "bash" -> terminal.out().print(script);
            // The script is one of bash, which zsh runs once it was told so.
            case "zsh" ->
                    terminal.out().print("autoload -U +X bashcompinit && bashcompinit\n" + script);
            default -> throw new WrongArguments("there is no completion for '" + shell + "'");
        }
        return Manners.DONE;
    }
}

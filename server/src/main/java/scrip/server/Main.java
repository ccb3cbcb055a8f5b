package scrip.server;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import scrip.server.administration.Administration;
import scrip.server.administration.KeyCommand;
import scrip.server.administration.OrganizationCommand;
import scrip.server.administration.SandboxCommand;
import scrip.server.administration.StaffCommand;
import scrip.server.backup.BackupCommand;
import scrip.server.backup.RestoreCommand;
import scrip.server.catalog.CatalogCommand;
import scrip.server.doctor.ConfigCommand;
import scrip.server.doctor.DoctorCommand;
import scrip.server.license.LicenseCommand;
import scrip.server.rebuild.RebuildCommand;
import scrip.server.rehearse.RehearseCommand;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.verify.VerifyCommand;

/// The one runnable program. The first argument is the subcommand; `./scrip` passes it on
/// unchanged.
public final class Main {

    private static final String HELP = "help";
    private static final Map<String, Function<Terminal, Object>> SUBCOMMANDS = subcommands();

    private Main() {}

    /// Runs one subcommand and, unless it serves, exits with its code: 0 done, 1 something is
    /// wrong, 2 wrong arguments.
    public static void main(String[] args) {
        int code = run(Terminal.own(), args.length == 0 ? new String[] {"start"} : args);
        if (code != StartCommand.SERVES) {
            System.exit(code);
        }
    }

    /// Runs one subcommand.
    ///
    /// @return its exit code; that of a server that serves is [StartCommand#SERVES]
    static int run(Terminal terminal, String... args) {
        // To make them all takes longer than some of them run.
        Function<Terminal, Object> one = SUBCOMMANDS.get(args[0]);
        CommandLine line =
                one == null || args[0].equals(HELP)
                        ? all(terminal)
                        : line(terminal, List.of(one.apply(terminal)));
        return line.execute(args);
    }

    /// The program with every subcommand.
    static CommandLine all(Terminal terminal) {
        return line(
                terminal, SUBCOMMANDS.values().stream().map(make -> make.apply(terminal)).toList());
    }

    private static CommandLine line(Terminal terminal, List<Object> subcommands) {
        CommandSpec root = CommandSpec.create();
        root.usageMessage()
                .description("Sells, licenses and meters prepaid products.")
                .footer("%nExit codes: 0 all is well, 1 something is wrong, 2 wrong arguments.");
        return Manners.line(root, terminal, subcommands);
    }

    private static Map<String, Function<Terminal, Object>> subcommands() {
        Map<String, Function<Terminal, Object>> all = new TreeMap<>();
        all.put("start", StartCommand::new);
        all.put("rehearse", RehearseCommand::new);
        all.put("verify", VerifyCommand::new);
        all.put("backup", BackupCommand::new);
        all.put("restore", terminal -> new RestoreCommand(terminal, VerifyCommand::found));
        all.put("rebuild", RebuildCommand::new);
        all.put("catalog", CatalogCommand::new);
        all.put("license", LicenseCommand::new);
        all.put("staff", terminal -> new StaffCommand(administration(terminal)));
        all.put("key", terminal -> new KeyCommand(administration(terminal)));
        all.put("organization", terminal -> new OrganizationCommand(administration(terminal)));
        all.put("sandbox", terminal -> new SandboxCommand(administration(terminal)));
        all.put("doctor", terminal -> new DoctorCommand(terminal, ServerSettings::faults));
        all.put("config", ConfigCommand::new);
        all.put("completion", terminal -> new CompletionCommand(terminal, () -> all(terminal)));
        all.put(HELP, _ -> new CommandLine.HelpCommand());
        all.put("train", _ -> new TrainCommand());
        return all;
    }

    private static Administration administration(Terminal terminal) {
        return new Administration(terminal, TerminalServer::start);
    }
}

package scrip.server.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import scrip.server.administration.FarServer;
import scrip.server.chain.Checkpoint;
import scrip.server.chain.Checkpoints;
import scrip.server.chain.Head;
import scrip.server.chain.Statements;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;
import scrip.server.http.Json;
import scrip.server.license.LicenseCommand;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.terminal.WrongArguments;
import scrip.server.trail.AuditChain;

/// `./scrip verify`: verifies what is stored, prints the head to be kept elsewhere, and writes
/// statements that can be performed again. Looks at the database as it is, beside a server or
/// without one.
@Command(
        name = "verify",
        description = {
            "Replay every account and report anything in the database that does not match, also"
                    + " beside a server.",
            "",
            "With --head: make a checkpoint and print its head, to be kept elsewhere. With"
                    + " --statement: write every row of an account up to the last checkpoint, or that"
                    + " of the head in --since, with its proof (docs/reperform).",
            "",
            "With --url: have a server do it. If you end this command, the server goes on.",
        })
public final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description =
                    "a head that was kept elsewhere: whether anything it covers was changed or removed")
    private @Nullable String sinceFile;

    @Option(names = "--head", description = "print a head to be kept")
    private boolean head;

    @Option(
            names = "--statement",
            paramLabel = "ORGANIZATION",
            description = "what an organization performs again")
    private @Nullable String statement;

    @Option(names = "--out", paramLabel = "FILE", description = "where the statement goes")
    private @Nullable String file;

    @Option(
            names = "--realm",
            paramLabel = "NAME",
            description = "the sandbox that the organization is in")
    private @Nullable String realmName;

    @Option(names = "--json", description = "print the answer as JSON")
    private boolean json;

    @Mixin private FarServer server = new FarServer();

    @Option(names = "--abort", description = "with --url: end the verification that runs there")
    private boolean abort;

    private Map<String, String> settings = Map.of();

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkArguments();
        if (server.isNamed()) {
            return far();
        }
        settings = terminal.settings();
        try {
            LicenseKey key = key();
            Head since = sinceFile == null ? null : published(sinceFile, key);
            try (Database database = Database.look(DatabaseLocation.existing(settings))) {
                if (head) {
                    return head(database, key);
                }
                String organization = statement;
                return organization == null
                        ? verify(database, since)
                        : statement(database, key, organization, since);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            terminal.tell(String.valueOf(unreadable.getMessage()));
            return Manners.WRONG;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private int far() throws InterruptedException {
        String since = sinceFile;
        try (FarServer.Asked asked = server.open(terminal, "verify")) {
            FarVerification far = new FarVerification(terminal, asked, json);
            if (abort) {
                return far.abort();
            }
            if (since == null) {
                return far.run(null, null);
            }
            String text = Head.textIn(Files.readString(Path.of(since)));
            return far.run(text, Head.of(text).checkpoint().checkpoint());
        } catch (IOException | IllegalArgumentException unreadable) {
            terminal.tell(String.valueOf(unreadable.getMessage()));
            return Manners.WRONG;
        }
    }

    private void checkArguments() {
        List<String> faults = new ArrayList<>();
        if (server.isNamed() && (head || statement != null)) {
            faults.add("--url goes with neither --head nor --statement");
        }
        if (!server.isNamed() && (server.isDescribed() || abort)) {
            faults.add("--key, --certificate and --abort go with --url");
        }
        if (abort && sinceFile != null) {
            faults.add("--abort does not go with --since");
        }
        if ((statement == null) != (file == null)) {
            faults.add("--statement and --out go together");
        }
        if (head && (sinceFile != null || statement != null)) {
            faults.add("--head goes with neither --since nor --statement");
        }
        if (realmName != null && statement == null) {
            faults.add("--realm goes with --statement");
        }
        if (json && statement != null) {
            faults.add("--json does not go with --statement, which writes a file");
        }
        WrongArguments.check(faults);
    }

    /// The installation's key, with which heads are signed; null if it is not in the data folder.
    private @Nullable LicenseKey key() throws IOException {
        Path file = keyFile();
        return Files.exists(file) ? LicenseKey.of(file) : null;
    }

    private Path keyFile() {
        return DatabaseLocation.dataFolder(settings).resolve(LicenseCommand.LICENSE_KEY_FILE);
    }

    /// A head that was kept.
    ///
    /// @param key that it must be signed with, if it is signed; null if that is unknown
    private Head published(String file, @Nullable LicenseKey key) throws IOException {
        String text = Head.textIn(Files.readString(Path.of(file)));
        Head kept = Head.of(text);
        if (!text.contains("\n" + SignedText.SIGNATURE)) {
            return kept;
        }
        if (key == null) {
            terminal.tell(
                    "whether "
                            + file
                            + " is genuine is not known: there is no "
                            + keyFile()
                            + ", which signed it");
        } else if (SignedText.verify(Head.FIRST_LINE, text, key.publicHalf())
                != SignedText.Authenticity.GENUINE) {
            throw new IOException(
                    file
                            + " was changed, or is signed by another installation than that of "
                            + keyFile());
        }
        return kept;
    }

    private Told told() {
        return new Told(terminal.err()::println);
    }

    private record Verified(
            long accounts, long facts, long entries, long auditEntries, List<String> findings) {}

    private int verify(Database database, @Nullable Head since) {
        Told told = told();
        AuditChain.Result audit =
                new AuditChain(database).check(seq -> told.beside(seq, Watch.AUDIT_ENTRIES));
        Verification.Report report = new Verification(database, told).run(since);
        List<String> findings = new ArrayList<>();
        if (audit.broken() != null) {
            findings.add(audit.line());
        }
        findings.addAll(report.findings());
        PrintStream out = terminal.out();
        if (json) {
            out.println(
                    Json.textOrNull(
                            new Verified(
                                    report.accounts(),
                                    report.facts(),
                                    report.entries(),
                                    audit.entries(),
                                    findings)));
        } else {
            if (audit.broken() == null) {
                out.println(audit.line());
            }
            findings.forEach(out::println);
            if (since != null && findings.isEmpty()) {
                out.println(unchanged(since.checkpoint().checkpoint()));
            }
            out.println(report.summary());
        }
        LastDone.of(settings)
                .note(
                        LastDone.Task.VERIFY,
                        new LastDone.Done(terminal.clock().instant(), findings.size()));
        return findings.isEmpty() ? Manners.DONE : Manners.FAILED;
    }

    static String unchanged(long checkpoint) {
        return "nothing that the head of checkpoint %d covers was changed or removed"
                .formatted(checkpoint);
    }

    /// Verifies a database that is open, as a restore does at its end.
    ///
    /// @param out takes findings and the summary
    /// @return 0 if everything agrees, 1 if something was found
    public static int found(Database database, Consumer<String> out) {
        return Math.max(new AuditChain(database).run(out), new Verification(database).run(out));
    }

    private record Shown(Checkpoint checkpoint, long entry, String chain, @Nullable String text) {}

    private int head(Database database, @Nullable LicenseKey key) throws SQLException {
        Told told = told();
        Head made =
                new Checkpoints(database, terminal.clock())
                        .make(accounts -> told.beside(accounts, "accounts in the checkpoint"));
        terminal.out()
                .print(
                        json
                                ? Json.textOrNull(
                                                new Shown(
                                                        made.checkpoint(),
                                                        made.entry(),
                                                        made.chain(),
                                                        made.text(key)))
                                        + "\n"
                                : made.text(key));
        return Manners.DONE;
    }

    private int statement(
            Database database, @Nullable LicenseKey key, String organization, @Nullable Head since)
            throws IOException, SQLException {
        String realm = Objects.requireNonNullElse(realmName, "live");
        long account = account(database, realm, organization);
        if (account == 0) {
            throw new IOException("there is no organization " + organization + " in " + realm);
        }
        Statements statements =
                new Statements(
                        database, new Checkpoints(database, terminal.clock()), key, () -> true);
        Statements.Page page =
                statements
                        .first(account, since == null ? null : since.checkpoint().checkpoint())
                        .orElseThrow(
                                () -> new IOException("that head does not have " + organization));
        Path target = Path.of(Objects.requireNonNull(file));
        Told told = told();
        long pages = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(target)) {
            writer.write(page.text());
            Statements.Position next = page.next();
            while (next != null) {
                Statements.Page more = statements.rows(account, next);
                writer.write(more.text());
                next = more.next();
                pages++;
                told.beside(pages, "pages written");
            }
        }
        terminal.out().println("written: " + target);
        return Manners.DONE;
    }

    /// The number of an organization; 0 if there is none.
    private static long account(Database database, String realm, String organization) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select coalesce(max(a.account), 0)
                                from accounts a
                                join realms r using (realm)
                                where r.name = :realm
                                    and a.id = :organization
                                """)
                        .param("realm", realm)
                        .param("organization", organization)
                        .query(Long.class)
                        .single());
    }
}

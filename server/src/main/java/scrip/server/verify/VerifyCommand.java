package scrip.server.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import scrip.server.trail.AuditChain;

/// `./scrip verify`: verifies what is stored, prints the head to be kept elsewhere, and writes
/// statements that can be performed again. Looks at the database as it is, beside a server or
/// without one.
public final class VerifyCommand {

    private static final int SOUND = 0;
    private static final int FOUND = 1;
    private static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: ./scrip verify [--json] [--since FILE]    whether anything stored does not match; with a head that was kept
                                                             elsewhere (FILE), whether anything it covers was changed or removed
                   ./scrip verify --head [--json]            make a checkpoint and print its head, to be kept elsewhere
                   ./scrip verify --statement ORGANIZATION --out FILE [--realm NAME] [--since FILE]
                                                             every row of an account up to the last checkpoint, or that of the
                                                             head in FILE, with its proof (docs/reperform)\
            """;

    private final Arguments arguments;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private VerifyCommand(
            Arguments arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        this.arguments = arguments;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /// What was asked.
    private record Arguments(
            boolean json,
            boolean head,
            @Nullable String since,
            @Nullable String statement,
            @Nullable String realm,
            @Nullable String file) {

        /// Empty if they are wrong.
        static Optional<Arguments> of(String[] args) {
            List<String> words = new ArrayList<>(List.of(args));
            boolean json = words.remove("--json");
            boolean head = words.remove("--head");
            String since = value(words, "--since");
            String statement = value(words, "--statement");
            String realm = value(words, "--realm");
            String file = value(words, "--out");
            boolean whole = (statement == null) == (file == null);
            boolean one = !(head && (since != null || statement != null));
            boolean placed = realm == null || statement != null;
            boolean shown = !json || statement == null;
            return words.isEmpty() && whole && one && placed && shown
                    ? Optional.of(new Arguments(json, head, since, statement, realm, file))
                    : Optional.empty();
        }

        private static @Nullable String value(List<String> words, String name) {
            int at = words.indexOf(name);
            if (at < 0 || at + 1 == words.size()) {
                return null;
            }
            words.remove(at);
            return words.remove(at);
        }
    }

    /// Runs the command.
    ///
    /// @param args the arguments after `verify`
    /// @return the exit code: 0 nothing found, 1 something is wrong, 2 wrong arguments
    /// @throws scrip.server.database.DatabaseFault if there is no data of this version
    public static int run(
            String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        Optional<Arguments> arguments = Arguments.of(args);
        if (arguments.isEmpty()) {
            err.println(USAGE);
            return WRONG;
        }
        return new VerifyCommand(arguments.get(), environment, out, err).run();
    }

    private int run() {
        try {
            LicenseKey key = key();
            Head since = arguments.since() == null ? null : published(arguments.since());
            try (Database database = Database.look(DatabaseLocation.existing(environment))) {
                if (arguments.head()) {
                    return head(database, key);
                }
                String organization = arguments.statement();
                return organization == null
                        ? verify(database, since)
                        : statement(database, key, organization, since);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            err.println("scrip: " + unreadable.getMessage());
            return WRONG;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The installation's key, with which heads are signed; null if it is not in the data folder.
    private @Nullable LicenseKey key() throws IOException {
        Path file = keyFile();
        return Files.exists(file) ? LicenseKey.of(file) : null;
    }

    private Path keyFile() {
        return Path.of(environment.getOrDefault("SCRIP_DATA", "data"))
                .resolve(LicenseCommand.LICENSE_KEY_FILE);
    }

    private Head published(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        Head head = Head.of(text);
        if (text.contains("\n" + SignedText.SIGNATURE) && Files.exists(keyFile())) {
            boolean genuine = false;
            try {
                genuine =
                        SignedText.verify(
                                        Head.FIRST_LINE,
                                        text,
                                        LicenseKey.publicKey(Files.readString(keyFile())))
                                == SignedText.Authenticity.GENUINE;
            } catch (GeneralSecurityException noKey) {
                throw new IOException(keyFile() + " holds no key", noKey);
            }
            if (!genuine) {
                throw new IOException(
                        file
                                + " was changed, or is signed by another installation than that of "
                                + keyFile());
            }
        }
        return head;
    }

    private record Verified(
            long accounts, long facts, long entries, long auditEntries, List<String> findings) {}

    private int verify(Database database, @Nullable Head since) {
        AuditChain.Result audit = new AuditChain(database).check();
        Verification.Report report = new Verification(database, err::println).run(since);
        List<String> findings = new ArrayList<>();
        if (audit.broken() != null) {
            findings.add(audit.line());
        }
        findings.addAll(report.findings());
        if (arguments.json()) {
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
                out.println(
                        "nothing that the head of checkpoint %d covers was changed or removed"
                                .formatted(since.checkpoint().checkpoint()));
            }
            out.println(report.summary());
        }
        LastDone.of(environment)
                .note(
                        LastDone.Task.VERIFY,
                        new LastDone.Done(InstantSource.system().instant(), findings.size()));
        return findings.isEmpty() ? SOUND : FOUND;
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
        Head head = new Checkpoints(database, InstantSource.system()).make();
        out.print(
                arguments.json()
                        ? Json.textOrNull(
                                        new Shown(
                                                head.checkpoint(),
                                                head.entry(),
                                                head.chain(),
                                                head.text(key)))
                                + "\n"
                        : head.text(key));
        return SOUND;
    }

    private int statement(
            Database database, @Nullable LicenseKey key, String organization, @Nullable Head since)
            throws IOException, SQLException {
        String realm = Objects.requireNonNullElse(arguments.realm(), "live");
        long account = account(database, realm, organization);
        if (account == 0) {
            throw new IOException("there is no organization " + organization + " in " + realm);
        }
        Statements statements =
                new Statements(database, new Checkpoints(database, InstantSource.system()), key);
        Statements.Page page =
                statements
                        .first(account, since == null ? null : since.checkpoint().checkpoint())
                        .orElseThrow(
                                () -> new IOException("that head does not have " + organization));
        Path file = Path.of(Objects.requireNonNull(arguments.file()));
        long pages = 0;
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(page.text());
            Statements.Position next = page.next();
            while (next != null) {
                Statements.Page more = statements.rows(account, next);
                writer.write(more.text());
                next = more.next();
                pages++;
                err.println("verify: %,d pages written".formatted(pages));
            }
        }
        out.println("written: " + file);
        return SOUND;
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

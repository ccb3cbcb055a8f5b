package scrip.server.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.ItemChanged;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.Json;
import scrip.server.ledger.Census;
import scrip.server.ledger.Realm;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import scrip.server.terminal.WrongArguments;
import scrip.server.yaml.Fault;

/// `./scrip catalog check FILE...`, `./scrip catalog diff OLD NEW` and `./scrip catalog publish
/// FILE --at INSTANT`.
@Command(name = "catalog", description = "Check, compare and publish catalog files.")
public final class CatalogCommand {

    private static final Realm LIVE = new Realm(1, "live", Realm.Kind.LIVE);
    private static final String AS_JSON = "print the lines and faults as JSON";

    private final Terminal terminal;

    public CatalogCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Finds the organizations that a change affects: those that have the item now or, for a change
    /// of the whole catalog, any of its items.
    public interface Touched {

        /// One line for each organization, with the time from which it will be affected.
        ///
        /// @param item the id of the item that changes, or empty for the whole catalog
        List<String> by(Catalog after, Optional<ItemId> item);

        /// How many accounts each change affects; no entry for a change that cannot affect any.
        Map<CatalogChange, AccountCounts> counts(
                Catalog before, Catalog after, List<CatalogChange> changes);
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Name every fault of catalog files, each with its line, and of versions of one"
                            + " product beside each other.")
    int check(
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "catalog files")
                    List<String> files,
            @Option(names = "--json", description = AS_JSON) boolean json) {
        return told(json, (out, err) -> check(files, out, err));
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description =
                    "List what changes from one catalog file to another and, with SCRIP_DATA or"
                            + " SCRIP_DATABASE_URL, whom it touches and when.")
    int diff(
            @Parameters(paramLabel = "OLD", description = "the catalog file before") String before,
            @Parameters(paramLabel = "NEW", description = "the catalog file after") String after,
            @Option(names = "--json", description = AS_JSON) boolean json) {
        Map<String, String> settings = terminal.settings();
        if (!isNamed(settings)) {
            return told(json, (out, err) -> diff(before, after, out, err, Optional.empty()));
        }
        try (Database database = Database.visit(DatabaseLocation.existing(settings))) {
            Instant now = terminal.clock().instant();
            List<Account> accounts = new ArrayList<>();
            Census.take(database, now, accounts::add);
            Touched touched = new TouchedAccounts(database, accounts, now);
            return told(json, (out, err) -> diff(before, after, out, err, Optional.of(touched)));
        }
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description =
                    "Publish a version in the database of SCRIP_DATA or SCRIP_DATABASE_URL; a running"
                            + " server sees it.")
    int publish(
            @Parameters(paramLabel = "FILE", description = "the catalog file") String file,
            @Option(
                            names = "--at",
                            paramLabel = "INSTANT",
                            description =
                                    "from when on it is in force, such as 2027-01-01T00:00:00Z;"
                                            + " default: the file's own")
                    @Nullable String at,
            @Option(names = "--json", description = AS_JSON) boolean json) {
        Map<String, String> settings = terminal.settings();
        if (!isNamed(settings)) {
            throw new WrongArguments(
                    "name the database to publish in: set SCRIP_DATA to the data folder, or"
                            + " SCRIP_DATABASE_URL");
        }
        Instant instant = instant(at);
        try (Database database = Database.visit(DatabaseLocation.existing(settings))) {
            return told(
                    json,
                    (out, err) -> publish(file, instant, database, terminal.clock(), out, err));
        }
    }

    /// What tells people in lines.
    private interface Telling {
        int tell(PrintStream out, PrintStream err);
    }

    private int told(boolean json, Telling telling) {
        if (!json) {
            return telling.tell(terminal.out(), terminal.err());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                telling.tell(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("done", code == Manners.DONE);
        report.put("lines", out.toString(StandardCharsets.UTF_8).lines().toList());
        report.put("faults", err.toString(StandardCharsets.UTF_8).lines().toList());
        terminal.out().println(Json.textOrNull(report));
        return code;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new WrongArguments("--at takes an instant such as 2027-01-01T00:00:00Z");
        }
    }

    private static boolean isNamed(Map<String, String> environment) {
        return Stream.of("SCRIP_DATA", "SCRIP_DATABASE_URL")
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    /// Publishes a version in a database.
    ///
    /// @param wanted from when on; null for the file's own instant
    static int publish(
            String file,
            @Nullable Instant wanted,
            Database database,
            InstantSource clock,
            PrintStream out,
            PrintStream err) {
        Optional<Catalog> read = read(file, err).map(CatalogFile.Valid::catalog);
        if (read.isEmpty()) {
            return Manners.WRONG;
        }
        Instant at = wanted == null ? read.get().effectiveFrom() : wanted;
        String source;
        try {
            source = Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            err.println(file + ":1:1: cannot be read: " + unreadable);
            return Manners.WRONG;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Catalog version = read.get().effectiveAt(at.truncatedTo(ChronoUnit.MICROS));
        try (PublishedCatalogs published = new PublishedCatalogs(database)) {
            published
                    .of(LIVE)
                    .inForce(version.product(), version.effectiveFrom())
                    .filter(before -> !before.version().equals(version.version()))
                    .ifPresent(before -> {
                        out.println("compared with " + before.version() + ", in force then:");
                        print(before, version, out, counts(database, now));
                    });
            return said(
                    published.publish(
                            LIVE,
                            version,
                            source,
                            now.plus(PublishedCatalogs.SEEN_WITHIN),
                            now,
                            "command"),
                    out,
                    err);
        }
    }

    /// Counts accounts without naming them.
    private static Optional<Touched> counts(Database database, Instant now) {
        return Optional.of(new TouchedAccounts(database, List.of(), now));
    }

    private static int said(
            PublishedCatalogs.Published published, PrintStream out, PrintStream err) {
        switch (published) {
            case PublishedCatalogs.Published.Done(var version) -> {
                Catalog catalog = version.catalog();
                out.println(
                        "%s %s is published: in force from %s on"
                                .formatted(
                                        catalog.product(),
                                        catalog.version(),
                                        catalog.effectiveFrom()));
                return Manners.DONE;
            }
            case PublishedCatalogs.Published.NameTaken taken ->
                    err.println(
                            "refused: %s is already published %s, and never changes; give the new one another version"
                                    .formatted(
                                            taken.version().catalog().version(),
                                            taken.difference()));
            case PublishedCatalogs.Published.SameInstant(var version) ->
                    err.println(
                            "refused: version %s is already published from that very instant on; choose another instant"
                                    .formatted(version.catalog().version()));
            case PublishedCatalogs.Published.Changed(var changed) ->
                    changed.forEach(c -> err.println("refused " + ItemChanged.CODE + ": " + c));
            case PublishedCatalogs.Published.TooEarly(Instant latest) ->
                    err.println(
                            "refused: a version takes effect after %s, so that no past answer changes; say --at INSTANT"
                                    .formatted(latest));
        }
        return Manners.FAILED;
    }

    static int check(List<String> files, PrintStream out, PrintStream err) {
        List<NamedVersion> read = new ArrayList<>();
        for (String file : files) {
            read(file, err).ifPresent(valid -> read.add(new NamedVersion(file, valid)));
        }
        int code = read.size() == files.size() ? Manners.DONE : Manners.WRONG;
        for (NamedVersion named : read) {
            List<Catalog> earlier =
                    read.stream().filter(named::isBehind).map(NamedVersion::catalog).toList();
            List<Fault> faults = named.valid().faults(earlier);
            tell(named.file(), faults, err);
            if (faults.isEmpty()) {
                out.println(named.file() + ": no fault: " + summary(named.catalog()));
            } else {
                code = Manners.WRONG;
            }
        }
        return code;
    }

    /// A version that has no faults by itself, and its file.
    private record NamedVersion(String file, CatalogFile.Valid valid) {

        Catalog catalog() {
            return valid.catalog();
        }

        /// Whether another version is effective before this one.
        boolean isBehind(NamedVersion other) {
            return other.catalog().effectiveFrom().isBefore(catalog().effectiveFrom())
                    || (!other.equals(this)
                            && other.catalog().effectiveFrom().equals(catalog().effectiveFrom()));
        }
    }

    private static void tell(String file, List<Fault> faults, PrintStream err) {
        faults.forEach(fault -> err.println(file + ":" + fault));
    }

    private static String summary(Catalog catalog) {
        long examples = catalog.items().stream().filter(i -> i.example()).count();
        return "%s %s, %d items%s, effective %s"
                .formatted(
                        catalog.product(),
                        catalog.version(),
                        catalog.items().size(),
                        examples == 0 ? "" : " (" + examples + " with example prices)",
                        catalog.effectiveFrom());
    }

    static int diff(
            String oldFile,
            String newFile,
            PrintStream out,
            PrintStream err,
            Optional<Touched> touched) {
        Optional<Catalog> before = read(oldFile, err).map(CatalogFile.Valid::catalog);
        Optional<CatalogFile.Valid> read = read(newFile, err);
        Optional<Catalog> after = read.map(CatalogFile.Valid::catalog);
        if (before.isEmpty() || after.isEmpty()) {
            return Manners.WRONG;
        }
        if (!before.get().product().equals(after.get().product())) {
            err.println(
                    "these are catalogs of two products, %s and %s: compare two of one product"
                            .formatted(before.get().product(), after.get().product()));
            return Manners.WRONG;
        }
        print(before.get(), after.get(), out, touched);
        List<Fault> faults = read.get().faults(List.of(before.get()));
        tell(newFile, faults, err);
        return faults.isEmpty() ? Manners.DONE : Manners.WRONG;
    }

    private static void print(
            Catalog before, Catalog after, PrintStream out, Optional<Touched> touched) {
        List<CatalogChange> changes = CatalogDiff.between(before, after);
        if (changes.isEmpty()) {
            out.println("nothing changes");
            return;
        }
        out.println(
                "from %s on, for new quotes, orders and renewals (those made before keep their prices):"
                        .formatted(after.effectiveFrom()));
        Map<CatalogChange, AccountCounts> counts =
                touched.map(t -> t.counts(before, after, changes)).orElse(Map.of());
        for (CatalogChange change : changes) {
            out.println("  " + change);
            Optional.ofNullable(counts.get(change)).ifPresent(c -> out.println("    " + c));
            touched.map(t -> t.by(after, Optional.ofNullable(change.item())))
                    .orElse(List.of())
                    .forEach(line -> out.println("    touches " + line));
        }
        if (touched.isEmpty()) {
            out.println(
                    "the organizations that this touches were not looked up: name a database by SCRIP_DATA or"
                            + " SCRIP_DATABASE_URL");
        }
    }

    private static Optional<CatalogFile.Valid> read(String file, PrintStream err) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            err.println(file + ":1:1: this is not the name of a file: " + e.getReason());
            return Optional.empty();
        }
        return switch (CatalogFile.read(path)) {
            case CatalogFile.Valid valid -> Optional.of(valid);
            case CatalogFile.Faulty faulty -> {
                tell(file, faulty.faults(), err);
                yield Optional.empty();
            }
        };
    }
}

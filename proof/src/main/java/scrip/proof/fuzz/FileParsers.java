package scrip.proof.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine;
import scrip.server.backup.RestoreCommand;
import scrip.server.catalog.CatalogFile;
import scrip.server.chain.Head;
import scrip.server.connection.Hosts;
import scrip.server.connection.Proxies;
import scrip.server.http.Json;
import scrip.server.http.ProblemException;
import scrip.server.license.LicenseKey;
import scrip.server.license.SignedText;
import scrip.server.rehearse.ScenarioFile;
import scrip.server.rehearse.Times;
import scrip.server.scim.FilterParser;
import scrip.server.scim.Patch;
import scrip.server.terminal.Terminal;
import tools.jackson.core.JacksonException;

/// Parsers of files and settings, which anybody may have written whom an operator believes.
final class FileParsers {

    private static final int BYTES_MAX = 1 << 16;
    private static final long ALLOCATED_MAX = 100_000_000;
    private static final String LICENSE = "Scrip license 1";
    private static final String MANIFEST =
            """
            {"format": "scrip-backup", "format_version": 1, "made_at": "2026-03-01T09:00:00Z",
             "postgresql": "18.4", "schema": [{"version": "001", "description": "ledger",
             "script": "V001__ledger.sql", "checksum": 1}], "tables": [{"name": "a", "columns":
             ["b"], "rows": 0, "part": {"name": "a.csv", "bytes": 0, "sha256": "%s"}}],
             "sequences": [{"name": "s", "last_value": 1, "is_called": true}], "files": []}
            """
                    .formatted("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private final Path folder;
    private final PublicKey key;

    private FileParsers(Path folder, PublicKey key) {
        this.folder = folder;
        this.key = key;
    }

    /// All of them.
    ///
    /// @param folder for files that are read from there
    static List<Parser> all(Path folder) {
        try {
            PublicKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
            return new FileParsers(folder, key).all();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has Ed25519", missing);
        }
    }

    private List<Parser> all() {
        return List.of(
                parser(
                        "catalog",
                        resources("/catalogs/ipc.yaml", "/catalogs/aimis.yaml"),
                        CatalogFile::parse),
                parser(
                        "scenario",
                        resources(
                                "/scrip/server/demo/harbor-clinic.yaml",
                                "/scrip/server/demo/rhine-imaging.yaml"),
                        bytes -> ScenarioFile.read("fuzz.yaml", bytes, _ -> Times.ABSOLUTE)),
                parser("license", license(), this::license),
                parser("public key", publicKey(), FileParsers::publicKey),
                parser("head", head(), FileParsers::head),
                parser("addresses", addresses(), FileParsers::addresses),
                parser(
                        "scim filter",
                        scimFilters(),
                        bytes -> scim(() -> FilterParser.check(text(bytes)))),
                parser(
                        "scim patch",
                        scimPatches(),
                        bytes -> scim(() -> Patch.check(Json.tree(text(bytes))))),
                parser("archive", archives(), bytes -> archive(bytes, false)),
                parser("sealed archive", sealed(), bytes -> archive(bytes, true)),
                parser(
                        "manifest",
                        texts(MANIFEST),
                        json -> archive(zip(Map.of("a.csv", new byte[0]), json), false)));
    }

    private static Parser parser(String name, List<byte[]> seeds, Parser.Feed feed) {
        return new Parser(name, BYTES_MAX, ALLOCATED_MAX, seeds, feed);
    }

    static List<byte[]> texts(String... all) {
        List<byte[]> seeds = new ArrayList<>();
        for (String one : all) {
            seeds.add(one.getBytes(StandardCharsets.UTF_8));
        }
        return List.copyOf(seeds);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<byte[]> resources(String... names) {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : names) {
            try (InputStream in = CatalogFile.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not on the class path");
                }
                seeds.add(in.readAllBytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return List.copyOf(seeds);
    }

    private static List<byte[]> license() {
        return texts(
                LICENSE
                        + "\nrealm: live\naccount: first-hospital\nuntil: no end\nsignature: "
                        + "A".repeat(86)
                        + "==\n");
    }

    private void license(byte[] bytes) {
        SignedText.Authenticity found = SignedText.verify(LICENSE, text(bytes), key);
        if (found == SignedText.Authenticity.GENUINE) {
            throw new Finding("nobody signed this");
        }
    }

    private List<byte[]> publicKey() {
        String encoded = java.util.Base64.getEncoder().encodeToString(key.getEncoded());
        return texts("-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    }

    private static void publicKey(byte[] bytes) {
        try {
            LicenseKey.publicKey(text(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // What its callers expect.
        }
    }

    private static List<byte[]> head() {
        String hash = "0".repeat(64);
        return texts(
                """
                Scrip head 1
                checkpoint: 7
                at: 2026-03-01T09:00:00Z
                accounts: 3
                facts: 12
                root: %s
                entry: 9
                chain: %s
                """
                        .formatted(hash, hash));
    }

    private static void head(byte[] bytes) {
        try {
            Head.of(text(bytes));
        } catch (IllegalArgumentException _) {
            // What its callers expect.
        }
    }

    private static List<byte[]> addresses() {
        return texts(
                "192.0.2.7, 10.0.0.0/8, 2001:db8::/32",
                "[::ffff:127.0.0.1]",
                "::1",
                "scrip.example, www.scrip.example.");
    }

    private static void addresses(byte[] bytes) {
        String text = text(bytes);
        try {
            Proxies.of(text);
        } catch (IllegalArgumentException _) {
            // What its callers expect.
        }
        try {
            Hosts.of(text, null).has("scrip.example", "127.0.0.1");
        } catch (IllegalArgumentException _) {
            // What its callers expect.
        }
        Hosts.of(null, null).has(text, text);
    }

    private static List<byte[]> scimFilters() {
        return texts(
                "userName eq \"a@b.example\" and (active eq true or not (externalId pr))",
                "emails[type eq \"work\"].value sw \"a\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName co \"x\"",
                "meta.lastModified ge \"2026-03-01T09:00:00Z\"");
    }

    private static List<byte[]> scimPatches() {
        return texts(
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [
                {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "a@b.example"},
                {"op": "Add", "value": {"name.givenName": "A", "active": "False"}},
                {"op": "remove", "path": "externalId"}]}
                """,
                """
                {"Operations": [{"op": "remove", "path": "members[value eq
                 \"01930000-0000-7000-8000-000000000001\"]"}, {"op": "Add", "path": "members",
                 "value": [{"$ref": null, "value": "01930000-0000-7000-8000-000000000001"}]}]}
                """);
    }

    private static void scim(Runnable read) {
        try {
            read.run();
        } catch (ProblemException | JacksonException _) {
            // What its callers expect.
        }
    }

    private static List<byte[]> archives() {
        byte[] manifest = MANIFEST.getBytes(StandardCharsets.UTF_8);
        return List.of(
                zip(Map.of("a.csv", new byte[0]), manifest),
                zip(Map.of("beside/license-key", new byte[100]), manifest));
    }

    private static List<byte[]> sealed() {
        return texts("scrip-sealed-backup-1\n" + "A".repeat(200));
    }

    private static byte[] zip(Map<String, byte[]> entries, byte[] manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private void archive(byte[] bytes, boolean sealed) throws IOException {
        Path file = Files.write(folder.resolve("archive.zip"), bytes);
        List<String> words = new ArrayList<>(List.of("--check", file.toString()));
        if (sealed) {
            words.add("--key");
            Path secret = folder.resolve("key");
            words.add(Files.writeString(secret, "A".repeat(43) + "=").toString());
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            RestoreCommand command =
                    new RestoreCommand(Terminal.of(Map.of(), nowhere, nowhere), (_, _) -> 0);
            new CommandLine(command).parseArgs(words.toArray(String[]::new));
            command.call();
        }
    }
}

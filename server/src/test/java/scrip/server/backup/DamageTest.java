package scrip.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.database.DatabaseFault;
import scrip.server.database.TestDatabase;

/// Whatever happens to an archive is told with what, where, and what to do, before anything is
/// loaded.
class DamageTest {

    private static final String TAKE_ANOTHER = "take another one";

    @TempDir private static Path folder;

    private static TestDatabase source;
    private static byte[] archive;
    private static byte[] sealed;
    private static SealingKey key;

    @BeforeAll
    static void make() throws Exception {
        source = TestDatabase.fresh();
        Archives.run(
                source,
                "insert into accounts_in_use select n, now() + n * interval '7 seconds' from"
                        + " generate_series(1, 20000) n");
        key = SealingKey.of(keyFile("key", 1));
        archive = Archives.of(source.database(), null);
        sealed = Archives.of(source.database(), key);
    }

    @AfterAll
    static void end() {
        source.close();
    }

    private static Path keyFile(String name, int seed) throws Exception {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Files.writeString(
                folder.resolve(name), java.util.Base64.getEncoder().encodeToString(bytes) + "\n");
    }

    private static String fault(byte[] damaged, @Nullable SealingKey with) {
        ArchiveFault fault =
                assertThrows(
                        ArchiveFault.class,
                        () -> Archives.check(new Archives.Memory(damaged), with));
        assertTrue(fault.getMessage().startsWith("the-archive: "), fault.getMessage());
        assertEquals(1, fault.getMessage().lines().count(), fault.getMessage());
        return fault.getMessage();
    }

    private static String fault(Map<String, byte[]> entries) {
        return fault(Archives.zip(entries), null);
    }

    private static void contains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 0x10;
        return changed;
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void whatIsWholeIsFound() throws Exception {
        assertEquals(20000, Archives.count(source, "select count(*) from accounts_in_use"));
        assertTrue(Archives.check(archive).manifest().rows() > 20000);
        ArchiveCheck.Checked opened = Archives.check(new Archives.Memory(sealed), key);
        assertEquals(Archives.check(archive).manifest().tables(), opened.manifest().tables());
    }

    @Test
    void aFlippedBitInThePlainContentIsNamed() {
        int begin = indexOf(archive, "tables/accounts_in_use.csv") + 40;
        int end = indexOf(archive, "tables/audit_entries.csv") - 50;
        assertTrue(end - begin > 5000, begin + " " + end);
        for (int at = begin; at < end; at += (end - begin) / 50) {
            contains(fault(flipped(archive, at), null), "tables/accounts_in_use.csv", TAKE_ANOTHER);
        }
    }

    @Test
    void aFlippedBitAnywhereInAnEncryptedOneIsTold() {
        for (int at = 0; at < sealed.length; at += at < 100 ? 1 : 1499) {
            String message = fault(flipped(sealed, at), key);
            if (at >= SealingKey.HEADER_BYTES) {
                contains(message, "from byte ", TAKE_ANOTHER);
            }
        }
    }

    @Test
    void aCutIsToldWhereverItIs() {
        for (int length = 0; length < archive.length; length += 1373) {
            fault(Arrays.copyOf(archive, length), null);
        }
        contains(fault(Arrays.copyOf(archive, archive.length - 1), null), "cut");
        for (int length = 0; length < sealed.length; length += 1373) {
            fault(Arrays.copyOf(sealed, length), key);
        }
        contains(fault(Arrays.copyOf(sealed, sealed.length - 1), key), "cut");
        int whole = SealingKey.CHUNK_BYTES + SealingKey.TAG_BYTES;
        assertTrue(sealed.length > SealingKey.HEADER_BYTES + whole);
        contains(
                fault(Arrays.copyOf(sealed, SealingKey.HEADER_BYTES + whole), key),
                "cut",
                "from byte " + SealingKey.HEADER_BYTES);
    }

    @Test
    void chunksThatChangePlacesAreTold() throws Exception {
        byte[] text = new byte[3 * SealingKey.CHUNK_BYTES];
        var out = new java.io.ByteArrayOutputStream();
        try (SealedOutputStream sealing = new SealedOutputStream(out, key)) {
            sealing.write(text);
        }
        byte[] right = out.toByteArray();
        assertArrayEquals(text, opened(right));
        int size = SealingKey.CHUNK_BYTES + SealingKey.TAG_BYTES;
        assertEquals(SealingKey.HEADER_BYTES + 3 * size, right.length);
        byte[] wrong = right.clone();
        System.arraycopy(
                right, SealingKey.HEADER_BYTES, wrong, SealingKey.HEADER_BYTES + size, size);
        System.arraycopy(
                right, SealingKey.HEADER_BYTES + size, wrong, SealingKey.HEADER_BYTES, size);
        assertThrows(ArchiveFault.class, () -> opened(wrong));
        assertThrows(ArchiveFault.class, () -> opened(Arrays.copyOf(right, right.length - size)));
    }

    private static byte[] opened(byte[] bytes) throws Exception {
        var in = new java.io.ByteArrayInputStream(bytes);
        in.skipNBytes(SealingKey.MAGIC.length);
        try (SealedInputStream opening = new SealedInputStream(in, key)) {
            return opening.readAllBytes();
        }
    }

    @Test
    void nothingThatIsEncryptedTwiceLooksTheSame() {
        byte[] again = Archives.of(source.database(), key);
        Set<Byte> same = new HashSet<>();
        for (int at = SealingKey.MAGIC.length; at < SealingKey.MAGIC.length + 32; at++) {
            if (again[at] == sealed[at]) {
                same.add(again[at]);
            }
        }
        assertTrue(same.size() < 8);
    }

    @Test
    void tablesThatChangedPlacesAreNamed() {
        Map<String, byte[]> entries = Archives.entries(archive);
        byte[] staff = entries.put("tables/staff.csv", entries.get("tables/waits.csv"));
        entries.put("tables/waits.csv", staff);
        contains(
                fault(entries),
                "tables/staff.csv is not what the manifest says",
                "tables/waits.csv is not what",
                TAKE_ANOTHER);
    }

    @Test
    void whatIsMissingOrAddedIsNamed() {
        Map<String, byte[]> entries = Archives.entries(archive);
        entries.remove("tables/staff.csv");
        contains(fault(entries), "tables/staff.csv is missing", TAKE_ANOTHER);

        entries = Archives.entries(archive);
        byte[] manifest = entries.remove(Manifest.NAME);
        contains(fault(entries), "manifest.json is missing", TAKE_ANOTHER);
        entries.put("tables/more.csv", new byte[0]);
        entries.put(Manifest.NAME, manifest);
        contains(fault(entries), "tables/more.csv is not in the manifest", TAKE_ANOTHER);
        entries.remove("tables/more.csv");
        entries.put("tables/more.csv", new byte[0]);
        contains(fault(entries), "comes after manifest.json");
    }

    private static byte[] withManifest(String from, String to) {
        Map<String, byte[]> entries = Archives.entries(archive);
        String text = new String(entries.get(Manifest.NAME), StandardCharsets.UTF_8);
        assertTrue(text.contains(from), text);
        entries.put(Manifest.NAME, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return Archives.zip(entries);
    }

    /// What is beside the database is read into memory: nobody else decides how much.
    @Test
    void aLargeFileBesideTheDatabaseIsRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("beside/license-key", new byte[70_000]);
        entries.put("manifest.json", new byte[0]);
        ArchiveFault fault =
                assertThrows(ArchiveFault.class, () -> Archives.check(Archives.zip(entries)));
        contains(fault.getMessage(), "beside/license-key", "larger");
    }

    @Test
    void aNewerSchemaOrFormatIsRefusedByName() {
        byte[] newer = withManifest("\"script\" : \"V057__", "\"script\" : \"V999__");
        ArchiveFault fault =
                assertThrows(
                        ArchiveFault.class,
                        () -> Restore.checkSchema(Archives.check(newer).manifest()));
        contains(fault.getMessage(), "newer release", "visible log", "later one");
        byte[] other =
                withManifest("\"script\" : \"V057__visible_log", "\"script\" : \"V056__facts_by");
        fault =
                assertThrows(
                        ArchiveFault.class,
                        () -> Restore.checkSchema(Archives.check(other).manifest()));
        contains(fault.getMessage(), "another V057");
        contains(
                fault(withManifest("\"format_version\" : 1", "\"format_version\" : 2"), null),
                "format 2",
                "a later one");
        contains(fault(withManifest("\"rows\"", "\"cows\""), null), "manifest.json cannot be read");
    }

    @Test
    void theWrongKeyIsTold() throws Exception {
        SealingKey wrong = SealingKey.of(keyFile("wrong", 2));
        contains(fault(sealed, wrong), "another key", "--key");
        contains(fault(sealed, null), "it is encrypted", "--key");
        contains(fault(archive, key), "not encrypted", "--key");
        contains(
                fault("what is this, then? no archive".getBytes(StandardCharsets.UTF_8), null),
                "not an archive");
        Path tooShort = Files.writeString(folder.resolve("short"), "YWJj");
        ArchiveFault fault = assertThrows(ArchiveFault.class, () -> SealingKey.of(tooShort));
        contains(fault.getMessage(), "short", "openssl rand");
        fault = assertThrows(ArchiveFault.class, () -> SealingKey.of(folder.resolve("nowhere")));
        contains(fault.getMessage(), "nowhere", "cannot be read");
    }

    @Test
    void whatChangesBetweenCheckAndLoadLoadsNothing() throws Exception {
        try (TestDatabase other = TestDatabase.fresh();
                TestDatabase target = TestDatabase.vacant()) {
            Archives.run(other, "insert into accounts_in_use values (1, now())");
            byte[] second = Archives.of(other.database(), null);
            ArchiveCheck.Checked checked =
                    Archives.check(new Archives.Memory(archive, second), null);
            ArchiveFault fault =
                    assertThrows(
                            ArchiveFault.class,
                            () -> Restore.load(target.database(), checked, Progress.silent()));
            contains(fault.getMessage(), "tables/accounts_in_use.csv", "try again");
            assertEquals(0, Archives.count(target, "select count(*) from accounts_in_use"));
            DatabaseFault unfinished = assertThrows(DatabaseFault.class, target::reopened);
            contains(unfinished.getMessage(), "did not end", "./scrip restore again");
            Restore.load(target.reopenedVacant(), Archives.check(archive), Progress.silent());
            target.reopened().close();
            assertEquals(Archives.rows(source), Archives.rows(target));
        }
    }
}

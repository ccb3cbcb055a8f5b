package scrip.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's own programs, unpacked from the archive on the class path.
final class PostgresBinaries {
    /// The major version of the archive. A folder made by another one cannot be opened.
    static final String MAJOR = "18";

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    /// The system property with a folder that may have the programs, unpacked when the server was
    /// built: copying them from there takes a tenth of the time.
    private static final String UNPACKED = "scrip.programs";

    private PostgresBinaries() {}

    /// Returns the folder with `bin/`, `lib/` and `share/` below `parent`, unpacking it if
    /// necessary. Its name tells one archive from another, so that a new release never runs an old
    /// program.
    static Path unpackInto(Path parent) throws IOException {
        return unpackInto(parent, Path.of(System.getProperty(UNPACKED, "")));
    }

    /// @param unpacked where they may be already, to be copied
    static Path unpackInto(Path parent, Path unpacked) throws IOException {
        URL archive = archive();
        Path folder = parent.resolve("postgresql-" + MAJOR + "-" + hash(archive));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path partial = Files.createTempDirectory(parent, ".unpacking-");
        try {
            Path there = unpacked.resolve(folder.getFileName());
            if (Files.isDirectory(there)) {
                Folders.copy(there, partial);
            } else {
                unpack(archive, partial);
            }
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            Folders.delete(partial);
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
        }
        return folder;
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = "/postgres-" + system + "-" + ARCHITECTURES.get(machine) + ".txz";
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new DatabaseFault(
                    "there is no PostgreSQL for "
                            + system
                            + " on "
                            + machine
                            + " in this program: set SCRIP_DATABASE_URL to a PostgreSQL "
                            + MAJOR
                            + " of your own");
        }
        return archive;
    }

    /// The checksum in the jar's index if the archive is in a jar, which spares each start reading
    /// all of it.
    private static String hash(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            return "%08x-%x".formatted(entry.getCrc(), entry.getSize());
        }
        try (InputStream in = archive.openStream()) {
            return HexFormat.of().formatHex(DigestUtils.sha256(in), 0, 6);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream raw = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(raw)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive reaches out of its folder: " + path);
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        boolean executable = (entry.getMode() & 0b001_000_000) != 0;
        Set<PosixFilePermission> permissions =
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(path, permissions);
    }
}

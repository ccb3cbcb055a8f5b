package scrip.server.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.server.setting.Launcher;

/// Reads all of an archive and compares it with its manifest.
final class ArchiveCheck {

    private static final int MANIFEST_BYTES_MAX = 16 << 20;
    private static final int FAULTS_MAX = 5;

    /// Files that are not of the database are small and few: the key of license files.
    private static final int BESIDE_BYTES_MAX = 1 << 16;

    private static final int BESIDE_MAX = 10;

    private final ArchivePlace place;
    private final Progress progress;
    private final Map<String, Manifest.Part> found = new LinkedHashMap<>();
    private final Map<String, byte[]> beside = new TreeMap<>();
    private byte @Nullable [] json;

    private ArchiveCheck(ArchivePlace place, Progress progress) {
        this.place = place;
        this.progress = progress;
    }

    /// An archive that is whole, and unchanged as far as its manifest tells.
    ///
    /// @param beside its files that are not of the database
    /// @param sum the SHA-256 of the manifest, which covers everything else
    record Checked(
            ArchiveReader reader, Manifest manifest, Map<String, byte[]> beside, String sum) {}

    /// @throws ArchiveFault if it is not what its manifest says, or of a schema that this release
    ///   does not have
    static Checked check(ArchiveReader reader, Progress progress) throws SQLException {
        ArchiveCheck check = new ArchiveCheck(reader.place(), progress);
        progress.begin("checking " + reader.place(), 0);
        reader.each(check::visit);
        return check.compared(reader);
    }

    private void visit(String name, InputStream content) throws IOException {
        if (json != null) {
            throw new ArchiveFault(name + " comes after " + Manifest.NAME + ": it was added");
        }
        if (name.equals(Manifest.NAME)) {
            json = content.readNBytes(MANIFEST_BYTES_MAX);
            return;
        }
        InputStream read = content;
        if (name.startsWith(LicenseKeyFile.FOLDER)) {
            byte[] bytes = content.readNBytes(BESIDE_BYTES_MAX + 1);
            beside.put(name, bytes);
            if (bytes.length > BESIDE_BYTES_MAX || beside.size() > BESIDE_MAX) {
                throw new ArchiveFault(
                        name
                                + " is larger than what "
                                + Launcher.line("backup")
                                + " puts there: it was added");
            }
            read = new ByteArrayInputStream(bytes);
        }
        if (found.put(name, new HashedInput(read, progress).part(name)) != null) {
            throw new ArchiveFault(name + " is in it twice: the archive was changed");
        }
    }

    private Checked compared(ArchiveReader reader) {
        byte[] text = json;
        if (text == null) {
            throw fault(Manifest.NAME + " is missing: the archive is not whole; take another one");
        }
        Manifest manifest;
        try {
            manifest = Manifest.of(text);
        } catch (ArchiveFault damaged) {
            throw fault(damaged.getMessage());
        }
        List<String> faults = new ArrayList<>();
        for (Manifest.Part part : manifest.parts()) {
            Manifest.Part there = found.remove(part.name());
            if (there == null) {
                faults.add(part.name() + " is missing");
            } else if (!there.equals(part)) {
                faults.add(
                        "%s is not what the manifest says: %,d bytes with SHA-256 %s instead of %,d with %s"
                                .formatted(
                                        part.name(),
                                        there.bytes(),
                                        there.sha256(),
                                        part.bytes(),
                                        part.sha256()));
            }
        }
        found.keySet().forEach(name -> faults.add(name + " is not in the manifest"));
        if (!faults.isEmpty()) {
            int shown = Math.min(FAULTS_MAX, faults.size());
            String more = faults.size() > shown ? "; and " + (faults.size() - shown) + " more" : "";
            throw fault(
                    String.join("; ", faults.subList(0, shown))
                            + more
                            + ": the archive was changed; take another one");
        }
        return new Checked(reader, manifest, beside, DigestUtils.sha256Hex(text));
    }

    private ArchiveFault fault(String what) {
        return new ArchiveFault(place + ": " + what);
    }
}

package scrip.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import scrip.server.backup.KeptArchives;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.LastDone;
import scrip.server.setting.Launcher;

/// Room on the disks, the end of the certificate, and the age of the last backup.
final class FilesCheck {

    private static final String BACKUPS = "backups";
    private static final String OBJECT_STORE = "s3://";

    private FilesCheck() {}

    static List<Finding> of(Map<String, String> settings, Instant now) {
        List<Finding> all = new ArrayList<>();
        Path data = DatabaseLocation.dataFolder(settings);
        all.add(disk("the data folder", data));
        if (Files.exists(data) && !(Files.isDirectory(data) && Files.isWritable(data))) {
            all.add(
                    Finding.fault(
                            "data",
                            data + " is no folder that this user can write to",
                            "mend SCRIP_DATA, or run this as the user that the server runs as"));
        }
        all.addAll(backups(settings, now));
        String certificate = settings.get("SCRIP_TLS_CERTIFICATE");
        if (certificate != null) {
            all.add(certificate(Path.of(certificate), now));
        }
        return all;
    }

    private static Finding disk(String what, Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            FileStore store = Files.getFileStore(there == null ? folder : there);
            return Judgement.disk(what, store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException failure) {
            return Finding.fault(
                    "disk", what + " cannot be looked at (" + failure + ")", "mend that first");
        }
    }

    /// The last backup is the one that the command noted, wherever it went, or the newest archive
    /// in the folder that backups go to, which may be those of another machine.
    private static List<Finding> backups(Map<String, String> settings, Instant now) {
        List<Finding> all = new ArrayList<>();
        Optional<Instant> newest =
                LastDone.of(settings).last(LastDone.Task.BACKUP).map(LastDone.Done::at);
        String named = settings.get("SCRIP_BACKUPS");
        if (named != null && !named.startsWith(OBJECT_STORE)) {
            Path folder = Path.of(named);
            if (!Files.isDirectory(folder)) {
                return List.of(
                        Finding.fault(
                                BACKUPS,
                                "there is no folder " + named,
                                "make it, or mend SCRIP_BACKUPS"));
            }
            all.add(disk("the backups", folder));
            try {
                Optional<Instant> there = KeptArchives.newest(folder);
                if (there.isEmpty()) {
                    all.add(
                            Finding.fault(
                                    BACKUPS,
                                    "there is no archive in " + folder,
                                    "run " + Launcher.line("backup " + folder) + " each day"));
                    return all;
                }
                newest = Stream.concat(newest.stream(), there.stream()).max(Instant::compareTo);
            } catch (IOException failure) {
                all.add(
                        Finding.fault(
                                BACKUPS,
                                folder + " cannot be read (" + failure + ")",
                                "mend that first"));
                return all;
            }
        }
        all.add(
                newest.map(at -> Judgement.backup(at, now))
                        .orElseGet(() ->
                                Finding.warning(
                                        BACKUPS,
                                        "there never was one with this data folder, and nobody looks"
                                                + " elsewhere",
                                        "run "
                                                + Launcher.line("backup")
                                                + " each day; SCRIP_BACKUPS names the"
                                                + " folder of those that another machine makes")));
        return all;
    }

    private static Finding certificate(Path file, Instant now) {
        try (InputStream stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .findFirst()
                    .map(first ->
                            Judgement.certificate(
                                    ((X509Certificate) first).getNotAfter().toInstant(), now))
                    .orElseGet(() -> noCertificate(file, "it is empty"));
        } catch (IOException | GeneralSecurityException failure) {
            return noCertificate(file, String.valueOf(failure.getMessage()));
        }
    }

    private static Finding noCertificate(Path file, String why) {
        return Finding.fault(
                "certificate", "there is none in " + file + " (" + why + ")", "put it there");
    }
}

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
import scrip.server.database.DatabaseLocation;
import scrip.server.backup.KeptArchives;

/// Room on the disks, the end of the certificate, and the age of the last backup.
final class FilesCheck {

    private FilesCheck() {}

    static List<Finding> of(Map<String, String> settings, Instant now) {
        List<Finding> all = new ArrayList<>();
        all.add(disk("the data folder", DatabaseLocation.dataFolder(settings)));
        String backups = settings.get("SCRIP_BACKUPS");
        if (backups == null) {
            all.add(
                    Finding.warning(
                            "backups",
                            "nobody looks how old the last one is",
                            "name the folder that they go to by SCRIP_BACKUPS"));
        } else if (Files.isDirectory(Path.of(backups))) {
            all.add(disk("the backups", Path.of(backups)));
            all.add(backup(Path.of(backups), now));
        } else {
            all.add(
                    Finding.fault(
                            "backups",
                            "there is no folder " + backups,
                            "make it, or mend SCRIP_BACKUPS"));
        }
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

    private static Finding backup(Path folder, Instant now) {
        try {
            Optional<Instant> newest = KeptArchives.newest(folder);
            return newest.isPresent()
                    ? Judgement.backup(newest.get(), now)
                    : Finding.fault(
                            "backups",
                            "there is no archive in " + folder,
                            "run ./scrip backup " + folder + " each day");
        } catch (IOException failure) {
            return Finding.fault(
                    "backups", folder + " cannot be read (" + failure + ")", "mend that first");
        }
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

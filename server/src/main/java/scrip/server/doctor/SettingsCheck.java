package scrip.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scrip.server.connection.Hosts;
import scrip.server.connection.Proxies;
import scrip.server.connection.Tls;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.mail.MailSettings;
import scrip.server.setting.Configuration;

/// Whether the settings can be used, and the files with secrets are nobody else's.
final class SettingsCheck {

    private static final String CHECK = "settings";

    private SettingsCheck() {}

    static List<Finding> of(Configuration configuration) {
        List<Finding> all = new ArrayList<>();
        configuration.faults().forEach(fault -> all.add(fault(fault)));
        Map<String, String> values = configuration.valuesAsTheyAre();
        part(all, () -> DatabaseLocation.of(values));
        part(all, () -> MailSettings.of(values));
        part(all, () -> Proxies.of(values.get("SCRIP_PROXIES")));
        part(all, () -> Hosts.of(values.get("SCRIP_HOSTS"), null));
        part(all, () -> Tls.of(values.get("SCRIP_TLS_CERTIFICATE"), values.get("SCRIP_TLS_KEY")));
        for (String stranger : configuration.strangers()) {
            all.add(
                    Finding.warning(
                            CHECK,
                            stranger + " is set and is no setting",
                            Configuration.nearest(stranger)
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("unset it")));
        }
        Path file = configuration.file();
        if (configuration.hasSecretInFile() && file != null) {
            secret(file).ifPresent(all::add);
        }
        configuration.secretFiles().forEach(one -> secret(one).ifPresent(all::add));
        String key = values.get("SCRIP_TLS_KEY");
        if (key != null) {
            secret(Path.of(key)).ifPresent(all::add);
        }
        Path data = DatabaseLocation.dataFolder(values);
        for (String name : List.of("passwords", "license-key", "terminal-key", "admin-token")) {
            secret(data.resolve(name)).ifPresent(all::add);
        }
        if (all.isEmpty()) {
            all.add(Finding.ok(CHECK, file == null ? "of the environment alone" : "of " + file));
        }
        return all;
    }

    private static Finding fault(String text) {
        return Finding.fault(CHECK, text, "nothing starts before this is mended");
    }

    /// A part of the settings that checks them itself.
    private static void part(List<Finding> all, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException | DatabaseFault wrong) {
            all.add(fault(String.valueOf(wrong.getMessage())));
        }
    }

    private static Optional<Finding> secret(Path file) {
        try {
            boolean open =
                    Files.exists(file)
                            && Files.getPosixFilePermissions(file)
                                    .contains(PosixFilePermission.OTHERS_READ);
            return open
                    ? Optional.of(
                            Finding.fault(
                                    CHECK,
                                    file + " has a secret that every user of this machine can read",
                                    "chmod o-rwx " + file))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException failure) {
            return Optional.of(
                    Finding.warning(
                            CHECK,
                            "who can read " + file + " cannot be told (" + failure + ")",
                            "look yourself"));
        }
    }
}

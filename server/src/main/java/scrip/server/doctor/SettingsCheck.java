package scrip.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scrip.server.chain.HeadPlaces;
import scrip.server.database.ClusterSizes;
import scrip.server.database.DatabaseLocation;
import scrip.server.setting.Configuration;

/// Whether the settings can be used, and the files with secrets are nobody else's.
final class SettingsCheck {

    private static final String CHECK = "settings";

    private SettingsCheck() {}

    /// The files of the data folder that have a secret: the passwords of the embedded database, the
    /// key that signs licenses and from which that of second factors follows, the keys and tokens
    /// of terminals, of an emergency and of whoever collects metrics, and the link of the first
    /// administrator.
    static final List<String> SECRETS =
            List.of(
                    "admin-token",
                    "first-administrator",
                    "license-key",
                    "metrics-token",
                    "passwords",
                    "pg.password",
                    "terminal-key");

    private static final Set<PosixFilePermission> OF_OTHERS =
            PosixFilePermissions.fromString("------rwx");
    private static final Set<PosixFilePermission> OF_ALL_BUT_THE_OWNER =
            PosixFilePermissions.fromString("---rwxrwx");

    static List<Finding> of(Configuration configuration, DoctorCommand.Start start) {
        List<Finding> all = new ArrayList<>();
        Map<String, String> values = configuration.valuesAsTheyAre();
        Stream.concat(configuration.faults().stream(), start.faults(values).stream())
                .distinct()
                .forEach(fault -> all.add(fault(fault)));
        if (HeadPlaces.isMailedInVain(values)) {
            all.add(
                    Finding.warning(
                            CHECK,
                            HeadPlaces.MAIL + " has no effect: " + HeadPlaces.IN_VAIN,
                            "name a mail server, or unset it"));
        }
        ClusterSizes.inVain(values)
                .forEach(setting ->
                        all.add(
                                Finding.warning(
                                        CHECK,
                                        setting + " has no effect: " + ClusterSizes.WHY_IN_VAIN,
                                        "set it there, and unset it here")));
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
            given(file).ifPresent(all::add);
        }
        configuration.secretFiles().forEach(one -> given(one).ifPresent(all::add));
        String key = values.get("SCRIP_TLS_KEY");
        if (key != null) {
            given(Path.of(key)).ifPresent(all::add);
        }
        Path data = DatabaseLocation.dataFolder(values);
        SECRETS.forEach(name -> kept(data.resolve(name)).ifPresent(all::add));
        if (all.isEmpty()) {
            all.add(Finding.ok(CHECK, file == null ? "of the environment alone" : "of " + file));
        }
        return all;
    }

    private static Finding fault(String text) {
        return Finding.fault(CHECK, text, "nothing starts before this is mended");
    }

    /// A file that the operator made, which may be root's and readable by the server's group.
    private static Optional<Finding> given(Path file) {
        return open(file, OF_OTHERS, "every user of this machine can open", "chmod o-rwx " + file);
    }

    /// A file that the server made for itself.
    private static Optional<Finding> kept(Path file) {
        return open(
                file, OF_ALL_BUT_THE_OWNER, "others than its owner can open", "chmod 600 " + file);
    }

    private static Optional<Finding> open(
            Path file, Set<PosixFilePermission> barred, String who, String advice) {
        try {
            boolean open =
                    Files.exists(file)
                            && !Collections.disjoint(Files.getPosixFilePermissions(file), barred);
            return open
                    ? Optional.of(Finding.fault(CHECK, file + " has a secret that " + who, advice))
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

package scrip.server.license;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;

/// `./scrip license verify FILE [--key PEM]`: verifies that a license file is unchanged since an
/// installation signed it.
public final class LicenseCommand {

    private static final int GENUINE = 0;
    private static final int FORGED = 1;
    private static final int WRONG = 2;

    private static final String USAGE =
            """
            usage: ./scrip license verify FILE [--key PEM]   whether a license file is genuine; the key is the installation's
                                                             public one (GET /license-key.pem), or that in SCRIP_DATA\
            """;

    private LicenseCommand() {}

    /// Runs the command.
    ///
    /// @param args the arguments after `license`
    /// @return the exit code: 0 genuine, 1 forged, 2 cannot be verified
    public static int run(
            String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> words = List.of(args);
        boolean keyed = words.size() == 4 && words.get(2).equals("--key");
        if (!(words.size() == 2 || keyed) || !words.getFirst().equals("verify")) {
            err.println(USAGE);
            return WRONG;
        }
        Path file = Path.of(words.get(1));
        Path key =
                keyed
                        ? Path.of(words.get(3))
                        : Path.of(environment.getOrDefault("SCRIP_DATA", "data"))
                                .resolve(LICENSE_KEY_FILE);
        String text;
        PublicKey publicKey;
        try {
            text = Files.readString(file);
            publicKey = LicenseKey.publicKey(Files.readString(key));
        } catch (IOException unreadable) {
            err.println("cannot be read: " + unreadable.getMessage());
            return WRONG;
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            err.println(key + " holds no public key: " + noKey.getMessage());
            return WRONG;
        }
        return switch (LicenseFile.verify(text, publicKey)) {
            case GENUINE -> {
                out.println(text.substring(0, text.lastIndexOf(SignedText.SIGNATURE)).strip());
                out.println("genuine: signed by the installation of " + key);
                yield GENUINE;
            }
            case FORGED -> {
                err.println("FORGED: it was changed, or another installation signed it");
                yield FORGED;
            }
            case UNREADABLE -> {
                err.println(file + " is not a license file");
                yield WRONG;
            }
        };
    }

    /// The name of the key's file in the data folder.
    public static final String LICENSE_KEY_FILE = "license-key";
}

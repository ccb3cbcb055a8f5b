package scrip.server.license;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.Json;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip license verify FILE [--key PEM]`: verifies that a license file is unchanged since an
/// installation signed it.
@Command(name = "license", description = "Verify a license file.")
public final class LicenseCommand {

    private final Terminal terminal;

    public LicenseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Verifies one file.
    ///
    /// @return the exit code: 0 genuine, 1 forged, 2 cannot be verified
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Whether a license file is genuine: 0 if it is, 1 if not, 2 if that cannot be"
                            + " told.")
    int verify(
            @Parameters(paramLabel = "FILE", description = "the license file") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "PEM",
                            description =
                                    "the installation's public key (GET /license-key.pem); default:"
                                            + " that in SCRIP_DATA")
                    @Nullable Path given,
            @Option(names = "--json", description = "print the answer as JSON") boolean json) {
        Path key =
                given != null
                        ? given
                        : DatabaseLocation.dataFolder(terminal.settings())
                                .resolve(LICENSE_KEY_FILE);
        String text;
        PublicKey publicKey;
        try {
            text = Files.readString(file);
            publicKey = LicenseKey.publicKey(Files.readString(key));
        } catch (IOException unreadable) {
            terminal.tell("cannot be read: " + unreadable.getMessage());
            return Manners.WRONG;
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            terminal.tell(key + " holds no public key: " + noKey.getMessage());
            return Manners.WRONG;
        }
        SignedText.Authenticity found = LicenseFile.verify(text, publicKey);
        if (json && found != SignedText.Authenticity.UNREADABLE) {
            terminal.out()
                    .println(
                            Json.textOrNull(
                                    Map.of("file", file.toString(), "authenticity", found.name())));
        }
        return switch (found) {
            case GENUINE -> {
                if (!json) {
                    terminal.out()
                            .println(
                                    text.substring(0, text.lastIndexOf(SignedText.SIGNATURE))
                                            .strip());
                    terminal.out().println("genuine: signed by the installation of " + key);
                }
                yield Manners.DONE;
            }
            case FORGED -> {
                terminal.tell("FORGED: it was changed, or another installation signed it");
                yield Manners.FAILED;
            }
            case UNREADABLE -> {
                terminal.tell(file + " is not a license file");
                yield Manners.WRONG;
            }
        };
    }

    /// The name of the key's file in the data folder.
    public static final String LICENSE_KEY_FILE = "license-key";
}

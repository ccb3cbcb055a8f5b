package scrip.server.chain;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.mail.MailSettings;

/// Where the head of each day goes, besides the log of the server.
///
/// @param folder for files; null for none
/// @param addresses that it is mailed to
public record HeadPlaces(@Nullable Path folder, List<String> addresses) {

    /// The setting with the addresses.
    public static final String MAIL = "SCRIP_HEAD_MAIL";

    /// Why it may have no effect.
    public static final String IN_VAIN = "no mail server is set up (SCRIP_MAIL_HOST)";

    /// Nowhere else.
    public static final HeadPlaces NONE = new HeadPlaces(null, List.of());

    private static final int ADDRESSES_MAX = 20;

    /// Of the settings.
    ///
    /// @throws IllegalArgumentException if something in them is no address
    public static HeadPlaces of(Map<String, String> settings) {
        String folder = settings.getOrDefault("SCRIP_HEADS", "").strip();
        List<String> addresses =
                Arrays.stream(settings.getOrDefault(MAIL, "").split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList();
        for (String address : addresses) {
            if (!MailSettings.isAddress(address)) {
                throw new IllegalArgumentException(
                        MAIL
                                + " has addresses, separated by commas, such as"
                                + " auditor@hospital.example; '"
                                + address
                                + "' is none");
            }
        }
        if (addresses.size() > ADDRESSES_MAX) {
            throw new IllegalArgumentException(
                    MAIL + " has at most " + ADDRESSES_MAX + " addresses: name a mailing list");
        }
        return new HeadPlaces(folder.isEmpty() ? null : Path.of(folder), addresses);
    }

    /// Whether it is to be mailed though no mail server is set up.
    public static boolean isMailedInVain(Map<String, String> settings) {
        return !settings.getOrDefault(MAIL, "").isBlank()
                && settings.getOrDefault("SCRIP_MAIL_HOST", "").isBlank();
    }
}

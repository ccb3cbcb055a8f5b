package scrip.server.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The mail server to send by.
///
/// @param user null if it asks for none
/// @param from the address that letters come from
public record MailSettings(
        String host, int port, @Nullable String user, @Nullable String password, String from) {

    private static final int PORT = 587;
    private static final int PORT_MAX = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");

    /// The settings of the variables `SCRIP_MAIL_…`; null if there is no `SCRIP_MAIL_HOST`.
    ///
    /// @throws IllegalArgumentException if they do not fit together
    public static @Nullable MailSettings of(Map<String, String> environment) {
        String host = given(environment, "SCRIP_MAIL_HOST");
        String user = given(environment, "SCRIP_MAIL_USER");
        String password = given(environment, "SCRIP_MAIL_PASSWORD");
        String from = given(environment, "SCRIP_MAIL_FROM");
        if (host == null) {
            return null;
        }
        List<String> faults = new ArrayList<>();
        if (from == null || !isAddress(from)) {
            faults.add(
                    "SCRIP_MAIL_HOST needs SCRIP_MAIL_FROM, the address that mail comes from, such as"
                            + " scrip@vendor.example");
        }
        if ((user == null) != (password == null)) {
            faults.add("SCRIP_MAIL_USER and SCRIP_MAIL_PASSWORD go together");
        }
        int port = port(given(environment, "SCRIP_MAIL_PORT"), faults);
        if (from == null || !faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new MailSettings(host, port, user, password, from);
    }

    /// Whether a text has the form of an address, without a name beside it.
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    private static int port(@Nullable String given, List<String> faults) {
        if (given == null) {
            return PORT;
        }
        if (given.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(given);
            if (port > 0 && port <= PORT_MAX) {
                return port;
            }
        }
        faults.add("SCRIP_MAIL_PORT is a port, such as 587, not '" + given + "'");
        return PORT;
    }

    private static @Nullable String given(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}

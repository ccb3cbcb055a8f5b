package scrip.server.signin;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address at which browsers reach this server.
public final class Site {

    /// The setting that says it.
    public static final String SETTING = "SCRIP_ORIGIN";

    private static final Pattern FORM = Pattern.compile("https?://[^/\\s?#@]+");
    private static final int PORT_MAX = 65_535;

    private final Supplier<String> origin;

    /// The address that a setting says, as browsers send it: in small letters, without the port
    /// that everybody expects.
    ///
    /// @return null if it says none
    /// @throws IllegalArgumentException if it is no scheme, host and port of HTTP
    public static @Nullable String origin(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            return null;
        }
        String said = setting.strip().toLowerCase(Locale.ROOT);
        if (FORM.matcher(said).matches()) {
            try {
                URI address = URI.create(said);
                if (address.getHost() != null && address.getPort() <= PORT_MAX) {
                    boolean expected = address.getPort() == (said.startsWith("https:") ? 443 : 80);
                    return address.getScheme()
                            + "://"
                            + address.getHost()
                            + (address.getPort() < 0 || expected ? "" : ":" + address.getPort());
                }
            } catch (IllegalArgumentException _) {
                // Told below.
            }
        }
        throw new IllegalArgumentException(
                SETTING
                        + " is how browsers reach this server, such as https://scrip.example, not '"
                        + setting
                        + "'");
    }

    /// @param origin scheme, host and port, as browsers send it; evaluated on use, since the port
    ///   may not be known earlier
    public Site(Supplier<String> origin) {
        this.origin = origin;
    }

    public String origin() {
        return origin.get();
    }

    /// The host name, to which passkeys belong.
    public String host() {
        return Objects.requireNonNullElse(URI.create(origin()).getHost(), "localhost");
    }

    /// A link whose secret never appears in the log of a server or proxy: the part after `#` stays
    /// in the browser.
    public String link(String page, String secret) {
        return origin() + "/" + page + "#" + secret;
    }
}

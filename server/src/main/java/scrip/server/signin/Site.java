package scrip.server.signin;

import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;

/// The address at which browsers reach this server.
public final class Site {

    private final Supplier<String> origin;

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

package scrip.server.signin;

import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;

/// Where people reach this server with a browser.
public final class Site {

    private static final String TLS = "https://";

    private final Supplier<String> origin;

    /// @param origin scheme, host and port, as browsers name it; asked when it is needed, since the
    ///   port may not be known before
    public Site(Supplier<String> origin) {
        this.origin = origin;
    }

    public String origin() {
        return origin.get();
    }

    /// The host alone, to which passkeys belong.
    public String host() {
        return Objects.requireNonNullElse(URI.create(origin()).getHost(), "localhost");
    }

    /// Whether browsers come by TLS.
    public boolean isSecure() {
        return origin().startsWith(TLS);
    }

    /// A link whose secret no server and no log between sees: what follows `#` stays in the
    /// browser.
    public String link(String page, String secret) {
        return origin() + "/" + page + "#" + secret;
    }
}

package scrip.server.connection;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies that the operator named. They are believed when they say for whom they ask; nobody
/// else is, however near.
public final class Proxies {

    public static final Proxies NONE = new Proxies(List.of());

    private final List<Network> networks;

    private Proxies(List<Network> networks) {
        this.networks = networks;
    }

    /// Those that a setting lists.
    ///
    /// @param text addresses and networks, separated by commas; null or blank for none
    /// @throws IllegalArgumentException for anything else
    public static Proxies of(@Nullable String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            networks.add(
                    Network.of(part.strip())
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "SCRIP_PROXIES lists the addresses of proxies, such as"
                                                    + " 192.0.2.7 or 10.1.0.0/16, not '"
                                                    + part.strip()
                                                    + "'")));
        }
        return networks.isEmpty() ? NONE : new Proxies(List.copyOf(networks));
    }

    public boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean has(InetAddress address) {
        for (Network network : networks) {
            if (network.has(address)) {
                return true;
            }
        }
        return false;
    }
}

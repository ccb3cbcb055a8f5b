package scrip.server.connection;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Addresses and networks from which something may be done.
public final class Networks {

    /// Everywhere.
    public static final Networks ALL = new Networks(List.of());

    private final List<Network> networks;

    private Networks(List<Network> networks) {
        this.networks = networks;
    }

    /// Those that a list names, as [#normal] writes them.
    ///
    /// @param named empty for everywhere
    public static Networks of(List<String> named) {
        return named.isEmpty()
                ? ALL
                : new Networks(named.stream().map(n -> Network.of(n).orElseThrow()).toList());
    }

    /// The one way to write an address or network: in numbers, without the bits that differ within
    /// it, an address of IPv4 as such even where IPv6 carries it; empty for anything else.
    public static Optional<String> normal(String text) {
        return Network.of(text).map(Network::text);
    }

    /// Whether an address is one of them.
    ///
    /// @param address in numbers
    public boolean has(String address) {
        if (networks.isEmpty()) {
            return true;
        }
        int zone = address.indexOf('%');
        InetAddress found =
                Network.address(zone < 0 ? address : address.substring(0, zone)).orElse(null);
        return found != null && networks.stream().anyMatch(n -> n.has(found));
    }
}

package scrip.server.connection;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// The other end of connections: one address, or the network of 64 bits that one caller gets in
/// IPv6. Changed only inside its map's `compute`.
final class Peer {

    private static final int NETWORK_BYTES = 8;

    private int connections;

    /// What addresses of one caller have in common.
    static String name(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(
                        address instanceof Inet6Address
                                ? Arrays.copyOf(bytes, NETWORK_BYTES)
                                : bytes);
    }

    boolean isFull(int most) {
        return connections >= most;
    }

    Peer opened() {
        connections++;
        return this;
    }

    /// Whether that was its last.
    boolean closed() {
        connections--;
        return connections == 0;
    }
}

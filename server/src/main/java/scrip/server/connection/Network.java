package scrip.server.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address, or all addresses that begin with the same bits (CIDR).
record Network(InetAddress first, int bits) {

    private static final int IPV6_BITS = 128;

    /// Names are not looked up: they are whatever somebody answers.
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:[.][0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /// The longest address, with brackets. What is longer is none, and is not looked at.
    private static final int CHARACTERS_MAX = 47;

    /// An address in numbers, in IPv6 also with brackets; empty for anything else.
    static Optional<InetAddress> address(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        boolean inBrackets = text.startsWith("[") && text.endsWith("]");
        String bare = inBrackets ? text.substring(1, text.length() - 1) : text;
        if (!ADDRESS.matcher(bare).matches() || (inBrackets && bare.indexOf(':') < 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Such as `192.0.2.7`, `10.0.0.0/8` or `2001:db8::/32`; empty for anything else.
    static Optional<Network> of(String text) {
        int slash = text.indexOf('/');
        String front = slash < 0 ? text : text.substring(0, slash);
        return address(front)
                .flatMap(first -> {
                    int all = first.getAddress().length * Byte.SIZE;
                    // An address of IPv4 that IPv6 carries counts the bits of both.
                    int before = front.indexOf(':') >= 0 && all < IPV6_BITS ? IPV6_BITS - all : 0;
                    int bits = slash < 0 ? all : bits(text.substring(slash + 1)) - before;
                    return bits < 0 || bits > all
                            ? Optional.empty()
                            : Optional.of(new Network(first, bits));
                });
    }

    private static int bits(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    /// Its first address and its bits; a single address alone.
    String text() {
        byte[] bytes = first.getAddress();
        int all = bytes.length * Byte.SIZE;
        for (int bit = bits; bit < all; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
        }
        String shown = address(bytes).getHostAddress();
        return bits == all ? shown : shown + "/" + bits;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean has(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
            int at = bit / Byte.SIZE;
            if ((ours[at] & mask) != (theirs[at] & mask)) {
                return false;
            }
        }
        return true;
    }
}

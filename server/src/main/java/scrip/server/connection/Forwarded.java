package scrip.server.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// For whom a proxy asks: what `Forwarded` (RFC 7239) or `X-Forwarded-For`, `-Proto` and `-Host`
/// tell. They are read from the right, since each proxy adds what it knows there: the caller is the
/// first address that is not a proxy's. What stands further left is the caller's own invention.
///
/// @param address the caller's, in numbers
/// @param scheme `http` or `https`; null if no proxy told
/// @param host to which the caller sent the request; null if no proxy told
public record Forwarded(String address, @Nullable String scheme, @Nullable String host) {

    /// What one proxy told.
    private record Hop(@Nullable String address, @Nullable String scheme, @Nullable String host) {}

    /// Empty if the request does not come from a proxy.
    ///
    /// @throws IllegalArgumentException if a proxy let both kinds of headers pass and they
    ///   contradict each other: one of them is the caller's invention
    public static Optional<Forwarded> of(HttpServletRequest request, Proxies proxies) {
        return of(
                request.getRemoteAddr(),
                header -> String.join(",", Collections.list(request.getHeaders(header))),
                proxies);
    }

    /// @param from the address that sent the request
    /// @param headers all values of a header, separated by commas
    static Optional<Forwarded> of(String from, UnaryOperator<String> headers, Proxies proxies) {
        Optional<InetAddress> peer = Network.address(from);
        if (peer.isEmpty() || !proxies.has(peer.get())) {
            return Optional.empty();
        }
        List<Hop> standard = standard(headers.apply("Forwarded"));
        List<Hop> usual =
                usual(
                        headers.apply("X-Forwarded-For"),
                        headers.apply("X-Forwarded-Proto"),
                        headers.apply("X-Forwarded-Host"));
        Forwarded one = from(standard, peer.get(), proxies);
        Forwarded other = from(usual, peer.get(), proxies);
        if (!standard.isEmpty() && !usual.isEmpty() && !one.address.equals(other.address)) {
            throw new IllegalArgumentException("Forwarded and X-Forwarded-For differ");
        }
        return Optional.of(usual.isEmpty() ? one : other);
    }

    private static Forwarded from(List<Hop> hops, InetAddress peer, Proxies proxies) {
        InetAddress caller = peer;
        String scheme = null;
        String host = null;
        for (Hop hop : hops.reversed()) {
            if (!proxies.has(caller)) {
                break;
            }
            scheme = hop.scheme == null ? scheme : hop.scheme;
            host = hop.host == null ? host : hop.host;
            Optional<InetAddress> next =
                    Optional.ofNullable(hop.address).flatMap(Forwarded::withoutPort);
            if (next.isEmpty()) {
                // Hidden, or not an address: what is left of it cannot be placed.
                break;
            }
            caller = next.get();
        }
        return new Forwarded(caller.getHostAddress(), scheme, host);
    }

    /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` or `[2001:db8::1]:80`.
    private static Optional<InetAddress> withoutPort(String node) {
        int bracket = node.indexOf(']');
        int colon = node.indexOf(':');
        if (bracket > 0) {
            return Network.address(node.substring(0, bracket + 1));
        }
        boolean hasPort = colon > 0 && colon == node.lastIndexOf(':');
        return Network.address(hasPort ? node.substring(0, colon) : node);
    }

    private static List<Hop> usual(String addresses, String schemes, String hosts) {
        List<String> from = list(addresses);
        List<String> by = list(schemes);
        List<String> to = list(hosts);
        int most = Math.max(from.size(), Math.max(by.size(), to.size()));
        List<Hop> hops = new ArrayList<>();
        for (int fromRight = most; fromRight > 0; fromRight--) {
            hops.add(
                    new Hop(
                            fromRight(from, fromRight),
                            scheme(fromRight(by, fromRight)),
                            fromRight(to, fromRight)));
        }
        return hops;
    }

    private static @Nullable String fromRight(List<String> all, int place) {
        return place > all.size() ? null : all.get(all.size() - place);
    }

    private static List<String> list(String header) {
        return header.isBlank() ? List.of() : split(header, ',');
    }

    private static List<Hop> standard(String header) {
        List<Hop> hops = new ArrayList<>();
        for (String element : list(header)) {
            String address = null;
            String scheme = null;
            String host = null;
            for (String pair : split(element, ';')) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                String value = unquoted(pair.substring(equals + 1).strip());
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "for" -> address = value;
                    case "proto" -> scheme = scheme(value);
                    case "host" -> host = value;
                    default -> {
                        // By which of its addresses the proxy was asked, and extensions.
                    }
                }
            }
            hops.add(new Hop(address, scheme, host));
        }
        return hops;
    }

    private static @Nullable String scheme(@Nullable String told) {
        String lower = told == null ? "" : told.toLowerCase(Locale.ROOT);
        return lower.equals("https") || lower.equals("http") ? lower : null;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
    }

    /// Splits outside quotes.
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                at++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}

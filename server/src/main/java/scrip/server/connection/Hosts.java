package scrip.server.connection;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names under which this server may be asked: a page of another site that makes its own name
/// point here is not answered. Numbers need no list: this machine itself, and the address at which
/// a request arrived.
public final class Hosts {

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?|\\[[0-9a-f:.]+]");

    private final Set<String> names;

    private Hosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /// Those that settings list.
    ///
    /// @param text names and addresses without ports, separated by commas; null or blank for none
    /// @param origin the public address, whose host is one of them; null for none
    /// @throws IllegalArgumentException for anything else
    public static Hosts of(@Nullable String text, @Nullable String origin) {
        Set<String> names = new HashSet<>();
        names.add("localhost");
        if (origin != null && URI.create(origin).getHost() != null) {
            names.add(bare(URI.create(origin).getHost()));
        }
        for (String part : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            String name = bare(part.strip());
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "SCRIP_HOSTS lists names of this server without ports, such as"
                                + " scrip.example, not '"
                                + part.strip()
                                + "'");
            }
            names.add(name);
        }
        return new Hosts(names);
    }

    /// A name may end with a dot.
    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /// Whether this server may be asked under a name.
    ///
    /// @param name without a port
    /// @param arrivedAt the address of this machine that was asked
    public boolean has(String name, String arrivedAt) {
        String asked = bare(name);
        if (names.contains(asked)) {
            return true;
        }
        return Network.address(asked)
                .filter(found ->
                        found.isLoopbackAddress()
                                || Network.address(arrivedAt)
                                        .map(InetAddress::getHostAddress)
                                        .filter(found.getHostAddress()::equals)
                                        .isPresent())
                .isPresent();
    }
}

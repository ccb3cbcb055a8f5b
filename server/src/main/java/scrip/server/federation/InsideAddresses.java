package scrip.server.federation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.Networks;

/// Finds the addresses of providers, and refuses those inside: whoever names a provider's address
/// could otherwise let this server ask what only it can reach. It looks at the addresses that are
/// then connected to, so no name is one address when it is checked and another when it is used.
public final class InsideAddresses implements DnsResolver {

    /// The setting that names networks inside.
    public static final String SETTING = "SCRIP_SIGN_ON_INSIDE";

    /// What is not the public Internet, of IPv4. Of IPv6 only what is given out is public.
    private static final Networks NOT_PUBLIC =
            Networks.of(
                    List.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/3",
                            // Of IPv6: those that carry an address of IPv4, or are for examples.
                            "2001::/23",
                            "2001:db8::/32",
                            "2002::/16",
                            "3fff::/20"));

    private static final Networks GIVEN_OUT = Networks.of(List.of("0.0.0.0/0", "2000::/3"));

    private final @Nullable Networks allowed;

    /// @param allowed networks inside that the operator allows; null for none
    public InsideAddresses(@Nullable Networks allowed) {
        this.allowed = allowed;
    }

    /// The networks that a setting names, separated by commas.
    ///
    /// @return null if it names none
    /// @throws IllegalArgumentException if it names something else
    public static @Nullable Networks allowed(@Nullable String setting) {
        if (setting == null || setting.isBlank()) {
            return null;
        }
        List<String> named =
                Arrays.stream(setting.split(",", -1))
                        .map(String::strip)
                        .map(one ->
                                Networks.normal(one)
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        SETTING
                                                                + " lists networks inside in which identity"
                                                                + " providers may be, such as 10.1.0.0/16,"
                                                                + " not '"
                                                                + setting
                                                                + "'")))
                        .toList();
        return Networks.of(named);
    }

    /// Whether a provider may be at an address.
    boolean isAllowed(InetAddress address) {
        String text = address.getHostAddress();
        boolean isPublic = GIVEN_OUT.has(text) && !NOT_PUBLIC.has(text);
        return isPublic || (allowed != null && allowed.has(text));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        // All of them: nobody knows which one is taken.
        if (!Arrays.stream(found).allMatch(this::isAllowed)) {
            throw new InsideException(host);
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// An address inside, where the operator allows none.
    static final class InsideException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        InsideException(String host) {
            super(
                    host
                            + " has an address inside the network: the operator allows it by"
                            + " SCRIP_SIGN_ON_INSIDE");
        }
    }
}

package scrip.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is believed to be whom.
class ForwardedTest {

    private static final Proxies PROXIES = Proxies.of("10.1.0.0/16, 2001:db8:1::/48");
    private static final String PROXY = "10.1.0.7";

    private static Optional<Forwarded> read(String from, Map<String, String> headers) {
        return Forwarded.of(from, name -> headers.getOrDefault(name, ""), PROXIES);
    }

    private static Forwarded read(String addresses, String schemes, String hosts) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Forwarded-For", addresses);
        headers.put("X-Forwarded-Proto", schemes);
        headers.put("X-Forwarded-Host", hosts);
        return read(PROXY, headers).orElseThrow();
    }

    @Test
    void nobodyButANamedProxyIsBelieved() {
        for (String peer :
                new String[] {
                    "127.0.0.1",
                    "10.0.0.1",
                    "10.2.0.7",
                    "192.168.1.1",
                    "172.16.0.1",
                    "203.0.113.9",
                    "::1",
                    "fd00::1",
                    "2001:db8:2::1"
                }) {
            assertTrue(read(peer, Map.of("X-Forwarded-For", "192.0.2.1")).isEmpty(), peer);
            assertTrue(read(peer, Map.of("Forwarded", "for=192.0.2.1")).isEmpty(), peer);
        }
        assertTrue(Forwarded.of(PROXY, _ -> "192.0.2.1", Proxies.NONE).isEmpty(), "none is named");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    192.0.2.1                           | 192.0.2.1
                    198.51.100.9, 192.0.2.1             | 192.0.2.1
                    198.51.100.9, 192.0.2.1, 10.1.0.8   | 192.0.2.1
                    198.51.100.9, 10.2.0.8              | 10.2.0.8
                    10.1.0.9                            | 10.1.0.9
                    192.0.2.1:4711                      | 192.0.2.1
                    [2001:db8:2::5]:4711                | 2001:db8:2:0:0:0:0:5
                    2001:db8:2::5                       | 2001:db8:2:0:0:0:0:5
                    192.0.2.1, [2001:db8:1::5]          | 192.0.2.1
                    192.0.2.1, unknown                  | 10.1.0.7
                    192.0.2.1, localhost                | 10.1.0.7
                    192.0.2.1, 10.1.0.8, evil.example   | 10.1.0.7
                    192.0.2.1,                          | 10.1.0.7
                    192.0.2.1, 1                        | 10.1.0.7
                    192.0.2.1, 300.1.1.1                | 10.1.0.7
                    """)
    void theCallerIsTheFirstFromTheRightThatIsNoProxy(String addresses, String caller) {
        assertEquals(caller, read(addresses, "", "").address());
        if (!addresses.contains("[") && !addresses.contains(":")) {
            String standard = "for=" + addresses.replace(",", ",for=").replace(" ", "");
            assertEquals(
                    caller, read(PROXY, Map.of("Forwarded", standard)).orElseThrow().address());
        }
    }

    @Test
    void schemeAndHostAreThoseOfTheProxyNextToTheCaller() {
        Forwarded found = read("6.6.6.6, 192.0.2.1, 10.1.0.8", "http, https, http", "evil, ok, x");
        assertEquals(new Forwarded("192.0.2.1", "https", "ok"), found);
        assertEquals(
                new Forwarded("192.0.2.1", "https", "scrip.example"),
                read("192.0.2.1", "HTTPS", "scrip.example"));
        assertEquals(new Forwarded("10.1.0.7", "https", null), read("", "https", ""));
        assertEquals(new Forwarded("192.0.2.1", null, null), read("192.0.2.1", "gopher", ""));
        assertEquals(
                new Forwarded("2001:db8:2:0:0:0:0:17", "https", "scrip.example:8443"),
                read(
                                PROXY,
                                Map.of(
                                        "Forwarded",
                                        """
                                        for=6.6.6.6;proto=http;host=evil,\
                                        For="[2001:db8:2::17]:4711" ; Proto=https;by=_x;\
                                        host="scrip.example:8443"\
                                        """))
                        .orElseThrow());
    }

    @Test
    void headersThatContradictEachOtherAreRefused() {
        Map<String, String> both = new HashMap<>();
        both.put("X-Forwarded-For", "192.0.2.1");
        both.put("Forwarded", "for=192.0.2.1");
        assertEquals("192.0.2.1", read(PROXY, both).orElseThrow().address());
        both.put("Forwarded", "for=6.6.6.6");
        assertThrows(IllegalArgumentException.class, () -> read(PROXY, both));
    }

    @Test
    void whatIsNoListOfProxiesIsTold() {
        for (String wrong :
                new String[] {
                    "proxy.example",
                    "10.0.0.0/33",
                    "10.0.0.0/-1",
                    "10.0.0.0/",
                    "10.0.0.0/8/8",
                    "1.2.3.4,",
                    "::/129",
                    "*",
                    "private"
                }) {
            IllegalArgumentException told =
                    assertThrows(IllegalArgumentException.class, () -> Proxies.of(wrong));
            assertTrue(String.valueOf(told.getMessage()).startsWith("SCRIP_PROXIES "), wrong);
        }
        assertTrue(Proxies.of(null).isEmpty() && Proxies.of(" ").isEmpty());
    }

    @Test
    void aNetworkHasWhatBeginsWithItsBits() {
        Network odd = Network.of("192.0.2.128/25").orElseThrow();
        assertTrue(odd.has(Network.address("192.0.2.255").orElseThrow()));
        assertTrue(!odd.has(Network.address("192.0.2.127").orElseThrow()));
        assertTrue(!odd.has(Network.address("::1").orElseThrow()));
        assertTrue(
                Network.of("0.0.0.0/0")
                        .orElseThrow()
                        .has(Network.address("203.0.113.1").orElseThrow()));
    }

    @Test
    void aServerIsAskedUnderItsNames() {
        Hosts hosts = Hosts.of("scrip.internal, 192.0.2.80", "https://Scrip.example:8443");
        for (String name :
                new String[] {
                    "scrip.example",
                    "SCRIP.example.",
                    "scrip.internal",
                    "192.0.2.80",
                    "localhost",
                    "127.0.0.1",
                    "127.1.2.3",
                    "[::1]",
                    "198.51.100.4"
                }) {
            assertTrue(hosts.has(name, "198.51.100.4"), name);
        }
        for (String name :
                new String[] {
                    "evil.example", "scrip.example.evil.example", "198.51.100.5", "", ".", "[::2]"
                }) {
            assertTrue(!hosts.has(name, "198.51.100.4"), name);
        }
        for (String wrong : new String[] {"scrip.example:80", "https://x", "a b", ",", "*"}) {
            assertThrows(IllegalArgumentException.class, () -> Hosts.of(wrong, null), wrong);
        }
    }
}

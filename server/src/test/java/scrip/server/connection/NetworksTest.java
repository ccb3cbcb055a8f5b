package scrip.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From where a key works.
class NetworksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    192.0.2.7              | 192.0.2.7
                    192.0.2.7/32           | 192.0.2.7
                    192.0.2.7/24           | 192.0.2.0/24
                    0.0.0.0/0              | 0.0.0.0/0
                    2001:db8::7            | 2001:db8:0:0:0:0:0:7
                    2001:db8:ff::7/33      | 2001:db8:0:0:0:0:0:0/33
                    ::ffff:192.0.2.7       | 192.0.2.7
                    ::ffff:192.0.2.7/128   | 192.0.2.7
                    ::ffff:192.0.2.7/120   | 192.0.2.0/24
                    ::ffff:0:0/96          | 0.0.0.0/0
                    ::ffff:192.0.2.7/95    |
                    192.0.2.7/33           |
                    2001:db8::/129         |
                    192.0.2                |
                    hospital.example       |
                    fe80::1%eth0           |
                    192.0.2.7/             |
                    """)
    void anAddressOrNetworkIsWrittenInOneWay(String text, String normal) {
        assertEquals(normal, Networks.normal(text).orElse(null));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "192.0.3.7, false",
        "::ffff:192.0.2.9, true",
        "::ffff:192.0.3.9, false",
        "2001:db8:0:0:0:0:0:1, true",
        "2001:db9::1, false",
        "2001:db8::1%2, true",
        "'', false",
        "unknown, false"
    })
    void anAddressIsInThemOrNot(String address, boolean has) {
        assertEquals(
                has, Networks.of(List.of("192.0.2.0/24", "2001:db8::/32")).has(address), address);
    }

    @Test
    void noneMeansEverywhere() {
        assertEquals(true, Networks.of(List.of()).has("203.0.113.9"));
        assertEquals(true, Networks.ALL.has("whatever"));
    }
}

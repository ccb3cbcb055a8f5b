package scrip.server.federation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No spelling of an address inside passes.
class InsideAddressesTest {

    private final InsideAddresses none = new InsideAddresses(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "127.255.255.254",
                "0.0.0.0",
                "localhost",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "ff02::1"
            })
    void isRefused(String spelled) {
        assertThrows(UnknownHostException.class, () -> none.resolve(spelled));
    }

    @Test
    void publicAddressesAreAllowedAndOthersWhereTheOperatorSaysSo() throws UnknownHostException {
        assertTrue(none.isAllowed(InetAddress.ofLiteral("9.9.9.9")));
        assertTrue(none.isAllowed(InetAddress.ofLiteral("2620:fe::fe")));
        InsideAddresses some =
                new InsideAddresses(
                        Objects.requireNonNull(InsideAddresses.allowed("10.1.0.0/16, fd00::/8")));
        assertTrue(some.isAllowed(InetAddress.ofLiteral("10.1.2.3")));
        assertTrue(some.isAllowed(InetAddress.ofLiteral("fd00::7")));
        assertFalse(some.isAllowed(InetAddress.ofLiteral("10.2.0.1")));
        assertThrows(
                IllegalArgumentException.class,
                () -> InsideAddresses.allowed("id.hospital.example"));
    }
}

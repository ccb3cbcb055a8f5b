package scrip.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The zones that are accepted (X3).
final class ZonesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Shanghai",
                "Europe/Berlin",
                "America/Argentina/Buenos_Aires",
                "Antarctica/Troll",
                "Pacific/Chatham",
                "Arctic/Longyearbyen"
            })
    void zonesByAreaAndLocationAndUtcAreTaken(String name) {
        assertEquals(ZoneId.of(name), Zones.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SystemV/PST8",
                "Etc/UTC",
                "Etc/GMT+5",
                "GMT",
                "UCT",
                "Z",
                "utc",
                "+08:00",
                "UTC+8",
                "UTC+08:00",
                "GMT0",
                "EST5EDT",
                "EST",
                "CET",
                "PRC",
                "Japan",
                "Zulu",
                "Asia/shanghai",
                "asia/Shanghai",
                "Asia/Nowhere",
                "Asia/",
                "/Asia",
                "Asia/Shanghai ",
                "US/Pacific"
            })
    void othersAreNone(String name) {
        assertNull(Zones.of(name));
    }
}

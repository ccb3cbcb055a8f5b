package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.TestServer;

/// A server of which the operator named no proxy believes nobody, also in its own network.
class WithoutProxyTest {

    @Test
    void forwardedHeadersAreIgnored() {
        String email = Browser.freshEmail();
        Browser.invited("/v1/staff-invitations", "auditor", null, email);
        Caller direct =
                new Caller(TestServer.root(), null, null)
                        .with(
                                Map.of(
                                        "X-Forwarded-For", "203.0.113.250",
                                        "X-Forwarded-Proto", "https",
                                        "X-Forwarded-Host", "evil.example",
                                        "Forwarded", "for=203.0.113.250;proto=https"));
        Answer session =
                direct.post(
                                "/v1/session",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(email, Browser.PASSWORD))
                        .is(200);
        List<String> cookies = session.raw().headers().allValues("Set-Cookie");
        assertFalse(cookies.toString().contains("Secure"), cookies.toString());
        assertEquals("", session.header("Strict-Transport-Security"));
        String cookie =
                cookies.stream().filter(c -> c.startsWith("scrip_session=")).findFirst().orElse("");
        String sessions =
                direct.with(Map.of("Cookie", cookie.split(";", 2)[0]))
                        .get("/v1/sessions")
                        .is(200)
                        .text();
        assertTrue(sessions.contains("\"address\":\"127.0.0.1\""), sessions);
        assertFalse(sessions.contains("203.0.113.250"), sessions);
    }
}

package scrip.server.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Cookies as all of ours are: not for scripts, not for requests that other sites make, and over
/// TLS only if we are reached by it.
public final class Cookies {

    private Cookies() {}

    /// The header `Set-Cookie` that sets it.
    public static String set(String name, String value, Duration age, boolean secure) {
        return name
                + "="
                + value
                + "; Path=/; Max-Age="
                + age.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /// The header `Set-Cookie` that takes it away.
    public static String clear(String name, boolean secure) {
        return set(name, "", Duration.ZERO, secure);
    }

    /// The value of a cookie that a request carries; null for none.
    public static @Nullable String of(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}

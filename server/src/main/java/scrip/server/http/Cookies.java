package scrip.server.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/// The attributes of all our cookies: hidden from scripts, not sent with requests from other sites,
/// and sent over TLS only if the server is reached over TLS. There their names begin with
/// `__Host-`: a browser takes such a cookie from this host alone, so that no neighbouring one can
/// plant it.
public final class Cookies {

    private static final String OF_THIS_HOST = "__Host-";

    private Cookies() {}

    /// The header `Set-Cookie` that sets it.
    public static String set(String name, String value, Duration age, boolean secure) {
        return named(name, secure)
                + "="
                + value
                + "; Path=/; Max-Age="
                + age.toSeconds()
                + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /// The header `Set-Cookie` that deletes it.
    public static String clear(String name, boolean secure) {
        return set(name, "", Duration.ZERO, secure);
    }

    /// The value of a cookie that a request carries; null for none.
    ///
    /// @param secure whether it was set over TLS
    public static @Nullable String of(HttpServletRequest request, String name, boolean secure) {
        Cookie cookie = WebUtils.getCookie(request, named(name, secure));
        return cookie == null ? null : cookie.getValue();
    }

    private static String named(String name, boolean secure) {
        return secure ? OF_THIS_HOST + name : name;
    }
}

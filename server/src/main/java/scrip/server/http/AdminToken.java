package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.server.database.PrivateFile;

/// The emergency token of the operator of this server, which permits everything while it is on.
public final class AdminToken {

    private static final String SCHEME = "bearer ";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{20,200}");
    private static final int RANDOM_BYTES = 24;

    private final String token;
    private final byte[] digest;

    private volatile BooleanSupplier open = () -> true;

    private AdminToken(String token) {
        this.token = token;
        this.digest = DigestUtils.sha256(token);
    }

    /// The given token, or else the one in the file, which is created the first time, readable by
    /// its owner only.
    ///
    /// @param given null or blank for none
    /// @throws IllegalArgumentException for a token that is too short or has spaces
    public static AdminToken of(@Nullable String given, Path file) throws IOException {
        String set = given(given);
        return new AdminToken(
                set == null ? checked(kept("scrip_admin_", file), "that in " + file) : set);
    }

    /// The token that a setting gives.
    ///
    /// @return null if it gives none
    /// @throws IllegalArgumentException for one that is too short or has spaces
    public static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isBlank()
                ? null
                : checked(setting.strip(), "that in SCRIP_ADMIN_TOKEN");
    }

    /// The token in a file that only its owner reads, which is made the first time.
    static String kept(String prefix, Path file) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return PrivateFile.createOrRead(file, fresh + "\n").strip();
    }

    /// The token as text, to be shown to the operator who started the server.
    public String text() {
        return token;
    }

    /// The bearer token of a request: null if there is none, empty if the header cannot be parsed.
    public static @Nullable String sentWith(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return null;
        }
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()).strip() : "";
    }

    /// Whether a token equals this one, compared in constant time.
    public boolean is(String sent) {
        return MessageDigest.isEqual(DigestUtils.sha256(sent), digest);
    }

    /// @throws ProblemException unless the request carries it
    void check(HttpServletRequest request) {
        String sent = sentWith(request);
        if (sent == null || !is(sent)) {
            throw wrong(sent != null);
        }
        if (!isOpen()) {
            throw off();
        }
    }

    /// Lets the token open anything only while something holds.
    public void openWhile(BooleanSupplier holds) {
        open = holds;
    }

    /// Whether it opens anything now.
    public boolean isOpen() {
        return open.getAsBoolean();
    }

    /// The problem of a request with the token while it is off.
    public static ProblemException off() {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                "the emergency token is off: sign in, or call with an API key; the operator turns it on"
                        + " by starting the server with SCRIP_EMERGENCY_TOKEN=on");
    }

    /// The problem of a request with a wrong token or none.
    public static ProblemException wrong(boolean sent) {
        return new ProblemException(
                ProblemCode.UNAUTHENTICATED,
                sent
                        ? "the token is wrong: send an API key that is still valid"
                        : "sign in, or send the header Authorization: Bearer <token>");
    }

    private static String checked(String text, String which) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "an emergency token has 20 to 200 visible ASCII characters, unlike " + which);
        }
        return text;
    }
}

package scrip.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import scrip.server.database.PrivateFile;

/// The key that a server and the terminal commands beside it share, in the data folder: whoever can
/// read that file is the operator. It makes *passes*, each good for one request, at once, on this
/// machine; a pass names the user of the terminal.
public final class TerminalKey {

    /// Its name in the data folder.
    public static final String FILE = "terminal-key";

    /// The prefix of every pass.
    public static final String PASS = "scrip_terminal_";

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final int SPENT_MAX = 10_000;
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final Map<String, Instant> spent = new ConcurrentHashMap<>();

    private TerminalKey(byte[] key) {
        this.key = key;
    }

    /// The key in a data folder, which is created the first time, readable by its owner only.
    public static TerminalKey of(Path folder) throws IOException {
        byte[] fresh = new byte[BYTES];
        RANDOM.nextBytes(fresh);
        Path file = folder.resolve(FILE);
        return parsed(file, PrivateFile.createOrRead(file, encoded(fresh) + "\n"));
    }

    /// The key in a data folder.
    ///
    /// @throws IOException if there is none, or it cannot be read
    public static TerminalKey existing(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return parsed(file, PrivateFile.read(file));
    }

    private static TerminalKey parsed(Path file, String text) throws IOException {
        try {
            return new TerminalKey(Base64.getUrlDecoder().decode(text.strip()));
        } catch (IllegalArgumentException broken) {
            throw new IOException(file + " has no key: delete it, and start again", broken);
        }
    }

    /// A pass for one request.
    ///
    /// @param user of the terminal, for the audit log
    /// @param target path and query
    public String pass(String user, String method, String target, Instant now) {
        byte[] nonce = new byte[BYTES];
        RANDOM.nextBytes(nonce);
        String said = String.join("\n", now.toString(), encoded(nonce), user);
        return PASS
                + encoded(said.getBytes(StandardCharsets.UTF_8))
                + "."
                + encoded(seal(said, method, target));
    }

    /// The user of a pass, if it is good for this request and was not used before.
    public Optional<String> user(String pass, String method, String target, Instant now) {
        int dot = pass.indexOf('.');
        if (!pass.startsWith(PASS) || dot < 0) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            byte[] bytes = decoder.decode(pass.substring(PASS.length(), dot));
            String said = new String(bytes, StandardCharsets.UTF_8);
            byte[] sealed = decoder.decode(pass.substring(dot + 1));
            if (!MessageDigest.isEqual(sealed, seal(said, method, target))) {
                return Optional.empty();
            }
            String[] parts = said.split("\n", 3);
            Instant at = Instant.parse(parts[0]);
            boolean timely = Duration.between(at, now).abs().compareTo(GOOD_FOR) <= 0;
            return timely && isFirst(parts[1], now) ? Optional.of(parts[2]) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private boolean isFirst(String nonce, Instant now) {
        spent.values().removeIf(at -> at.plus(GOOD_FOR.multipliedBy(2)).isBefore(now));
        return spent.size() < SPENT_MAX && spent.putIfAbsent(nonce, now) == null;
    }

    private byte[] seal(String said, String method, String target) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            String all = String.join("\n", said, method, target);
            return mac.doFinal(all.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

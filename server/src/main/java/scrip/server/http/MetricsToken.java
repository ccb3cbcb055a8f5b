package scrip.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The token of whoever collects metrics, which permits nothing else: the program that collects
/// them needs no way to change anything. It is in a file of the data folder, which that program can
/// read it from, and is made at the first start.
public final class MetricsToken {

    private static final String FILE = "metrics-token";

    private final byte[] token;

    private MetricsToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /// The one in the data folder.
    public static MetricsToken in(Path folder) throws IOException {
        return new MetricsToken(AdminToken.kept("scrip_metrics_", folder.resolve(FILE)));
    }

    /// Whether a token equals this one, compared in constant time.
    boolean is(String sent) {
        return token.length > 0
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token);
    }
}

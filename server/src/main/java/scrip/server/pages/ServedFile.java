package scrip.server.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.http.EntityTags;
import scrip.server.http.Packing;

/// A file of the built console or documentation, or a page beside it, held in memory in the forms
/// in which it is sent.
final class ServedFile {

    /// The page that is served for every path of the console.
    static final String INDEX = "/index.html";

    private static final String FOLDER = "console/";
    private static final int TAG_BYTES = 12;
    private static final Duration HASHED_AGE = Duration.ofDays(365);
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "html", MediaType.parseMediaType("text/html;charset=UTF-8"),
                    "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
                    "json", MediaType.APPLICATION_JSON,
                    "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
                    "svg", MediaType.parseMediaType("image/svg+xml"),
                    "woff2", MediaType.parseMediaType("font/woff2"));

    private final String path;
    private final MediaType type;
    private final String tag;
    private final byte[] plain;
    private final byte[] packed;

    private ServedFile(String path, MediaType type, String tag, byte[] plain, byte[] packed) {
        this.path = path;
        this.type = type;
        this.tag = tag;
        this.plain = plain;
        this.packed = packed;
    }

    /// Every file of the console and of the documentation, by its path below the root.
    static Map<String, ServedFile> all() {
        Map<String, ServedFile> all = new TreeMap<>();
        try {
            for (Resource found :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + FOLDER + "**/*.*")) {
                String url = found.getURL().toString();
                String path =
                        "/" + url.substring(url.lastIndexOf("/" + FOLDER) + 1 + FOLDER.length());
                MediaType type = TYPES.get(ending(path));
                if (type != null) {
                    all.put(path, of(path, type, found.getContentAsByteArray()));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (!all.containsKey(INDEX)) {
            throw new IllegalStateException("the console is not in the program: build it whole");
        }
        return all;
    }

    /// Whether its name changes with its content.
    private boolean isHashed() {
        return path.startsWith("/assets/");
    }

    static ServedFile of(String path, MediaType type, byte[] plain) {
        return new ServedFile(path, type, tag(plain), plain, Packing.packed(plain));
    }

    /// The answer to a request for it: nothing if the caller has it already, compressed if the
    /// caller takes that.
    ServerResponse answer(ServerRequest request) {
        HttpHeaders asked = request.headers().asHttpHeaders();
        EntityTags known = EntityTags.read(asked.getFirst(HttpHeaders.IF_NONE_MATCH));
        if (known != null && known.has(tag)) {
            return headed(ServerResponse.status(HttpStatus.NOT_MODIFIED)).build();
        }
        boolean isPacked = Packing.isTaken(asked.getFirst(HttpHeaders.ACCEPT_ENCODING));
        ServerResponse.BodyBuilder response = headed(ServerResponse.ok()).contentType(type);
        if (isPacked) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.body(isPacked ? packed : plain);
    }

    private ServerResponse.BodyBuilder headed(ServerResponse.BodyBuilder response) {
        return response.eTag(tag)
                .header("Vary", HttpHeaders.ACCEPT_ENCODING)
                .cacheControl(
                        isHashed()
                                ? CacheControl.maxAge(HASHED_AGE).cachePublic().immutable()
                                : CacheControl.noCache());
    }

    private static String tag(byte[] content) {
        return EntityTags.of(HexFormat.of().formatHex(DigestUtils.sha256(content), 0, TAG_BYTES));
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

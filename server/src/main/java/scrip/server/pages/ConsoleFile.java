package scrip.server.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/// One file of the built console or documentation, held in memory in the form in which it is sent.
final class ConsoleFile {

    /// The page that is served for every path of the console.
    static final String INDEX = "/index.html";

    private static final String FOLDER = "console/";
    private static final int TAG_BYTES = 12;
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

    private ConsoleFile(String path, MediaType type, String tag, byte[] plain, byte[] packed) {
        this.path = path;
        this.type = type;
        this.tag = tag;
        this.plain = plain;
        this.packed = packed;
    }

    MediaType type() {
        return type;
    }

    /// The entity tag, with which browsers ask whether the file changed.
    String tag() {
        return tag;
    }

    byte[] plain() {
        return plain;
    }

    /// The compressed content.
    byte[] packed() {
        return packed;
    }

    /// Every file of the console and of the documentation, by its path below the root.
    static Map<String, ConsoleFile> all() {
        Map<String, ConsoleFile> all = new TreeMap<>();
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
    boolean isHashed() {
        return path.startsWith("/assets/");
    }

    private static ConsoleFile of(String path, MediaType type, byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return new ConsoleFile(path, type, tag(plain), plain, packed.toByteArray());
    }

    private static String tag(byte[] content) {
        return "\"" + HexFormat.of().formatHex(DigestUtils.sha256(content), 0, TAG_BYTES) + "\"";
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

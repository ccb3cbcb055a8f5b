package scrip.server.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/// What a document may be. Its content tells, never its name or the type that the sender declared.
enum DocumentType {
    PDF("application/pdf", ".pdf", ".pdf"),
    PNG("image/png", ".png", ".png"),
    JPEG("image/jpeg", ".jpg", ".jpeg");

    private final String mediaType;
    private final String ending;
    private final String longEnding;

    DocumentType(String mediaType, String ending, String longEnding) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.longEnding = longEnding;
    }

    String mediaType() {
        return mediaType;
    }

    /// The type of a content; empty if it is none of these.
    static Optional<DocumentType> of(byte[] content) {
        String detected = detected(content);
        for (DocumentType type : values()) {
            if (type.mediaType.equals(detected)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// The type that was stored with a document.
    static DocumentType stored(String mediaType) {
        for (DocumentType type : values()) {
            if (type.mediaType.equals(mediaType)) {
                return type;
            }
        }
        throw new IllegalArgumentException(mediaType);
    }

    /// A name that ends as this type's do, so that whoever opens the file opens what it is:
    /// `plan.exe` of a PDF becomes `plan.exe.pdf`.
    String named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(ending) || lower.endsWith(longEnding) ? name : name + ending;
    }

    private static String detected(byte[] content) {
        try {
            return Known.TYPES.detect(new ByteArrayInputStream(content), new Metadata()).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Read when the first document comes: a start has no use for it.
    private static final class Known {
        private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }
}

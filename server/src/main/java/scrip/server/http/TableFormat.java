package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The forms of a list as a table, beside JSON.
enum TableFormat {
    /// RFC 4180 in UTF-8 with a byte order mark.
    CSV("text/csv", "text/csv;charset=UTF-8"),
    /// A sheet of Excel (Office Open XML).
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// The parameter that asks for one, for links in a browser.
    static final String PARAMETER = "format";

    private static final String JSON = "application/json";

    private final String media;
    private final String type;

    TableFormat(String media, String type) {
        this.media = media;
        this.type = type;
    }

    /// The value of the header `Content-Type`.
    String type() {
        return type;
    }

    /// The ending of a file, and the value of the parameter.
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable TableFormat of(String ending) {
        for (TableFormat format : values()) {
            if (format.ending().equals(ending)) {
                return format;
            }
        }
        return null;
    }

    /// The table that a list is wanted as, by the parameter or by the header `Accept`; null for
    /// JSON.
    ///
    /// @throws ProblemException if a list is wanted as something that it is not answered as
    static @Nullable TableFormat of(
            HttpServletRequest request, Route route, Parameters parameters) {
        if (parameters.table() != null || !route.isList()) {
            return parameters.table();
        }
        Wanted wanted = wanted(request);
        if (!wanted.isMet()) {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "a list is answered as application/json, text/csv or a sheet of Excel: see the"
                            + " contract");
        }
        return wanted.table();
    }

    /// What the header `Accept` asks for.
    ///
    /// @param table null: JSON
    /// @param isMet whether it names anything a list is answered as
    private record Wanted(@Nullable TableFormat table, boolean isMet) {}

    /// The form that is wanted most, by the weights of `Accept`; of equals the first.
    private static Wanted wanted(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        if (accept == null || accept.isBlank()) {
            return new Wanted(null, true);
        }
        Wanted best = new Wanted(null, false);
        double most = 0;
        for (String part : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = part.strip().split(";", -1);
            double weight = weight(parts);
            if (weight > most && isOurs(parts[0].strip())) {
                most = weight;
                best = new Wanted(table(parts[0].strip()), true);
            }
        }
        return best;
    }

    private static boolean isOurs(String media) {
        return media.equals(JSON)
                || media.equals("application/*")
                || media.equals("*/*")
                || media.equals("text/*")
                || table(media) != null;
    }

    private static @Nullable TableFormat table(String media) {
        if (media.equals("text/*")) {
            return CSV;
        }
        for (TableFormat format : values()) {
            if (format.media.equals(media)) {
                return format;
            }
        }
        return null;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException _) {
                    return 0;
                }
            }
        }
        return 1;
    }
}

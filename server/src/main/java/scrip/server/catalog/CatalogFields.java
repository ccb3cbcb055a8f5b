package scrip.server.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import scrip.core.catalog.Text;
import scrip.server.yaml.Position;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlValue;

/// The forms of fields that several parts of a catalog file share.
final class CatalogFields {

    static final int NAME_LENGTH_MAX = 64;
    static final int TITLE_LENGTH_MAX = 200;
    static final int DESCRIPTION_LENGTH_MAX = 2_000;
    static final int TERMS_LENGTH_MAX = 50_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private CatalogFields() {}

    /// A word with its position in the file.
    record Placed(Position place, String word) {}

    /// A name: lower case letters, digits and single hyphens.
    static boolean isName(String name) {
        return name.length() <= NAME_LENGTH_MAX && NAME.matcher(name).matches();
    }

    static Optional<String> name(YamlValue value) {
        return value.text()
                .flatMap(t ->
                        isName(t)
                                ? Optional.of(t)
                                : value.fault(
                                        "`"
                                                + t
                                                + "` is not a name: use lower case letters,"
                                                + " digits and single hyphens, at most "
                                                + NAME_LENGTH_MAX));
    }

    /// The name of a version, such as `2026-03-24`.
    static Optional<String> version(YamlValue value) {
        return value.text(NAME_LENGTH_MAX)
                .flatMap(t ->
                        VERSION.matcher(t).matches()
                                ? Optional.of(t)
                                : value.fault(
                                        "`"
                                                + t
                                                + "` is not a version: use letters, digits,"
                                                + " points and hyphens"));
    }

    /// A text in both languages.
    static Optional<Text> text(YamlValue value, int lengthMax) {
        return value.map()
                .flatMap(map -> {
                    Optional<Text> text = languages(map, lengthMax);
                    map.refuseOtherFields();
                    return text;
                });
    }

    /// The fields `en` and `zh` of a mapping that may have other fields too.
    static Optional<Text> languages(YamlMap map, int lengthMax) {
        Optional<String> en = map.required("en").flatMap(v -> v.text(lengthMax));
        Optional<String> zh = map.required("zh").flatMap(v -> v.text(lengthMax));
        return en.flatMap(e -> zh.map(z -> new Text(e.strip(), z.strip())));
    }

    /// The texts of a list without duplicates, with their positions.
    static List<Placed> words(YamlValue value) {
        Map<String, Placed> words = new LinkedHashMap<>();
        for (YamlValue element : value.list().orElse(List.of())) {
            Optional<String> word = element.text();
            if (word.isEmpty()) {
                continue;
            }
            Placed first = words.putIfAbsent(word.get(), new Placed(element.place(), word.get()));
            if (first != null) {
                element.fault(
                        "`%s` is in this list twice, first in line %d: keep one"
                                .formatted(word.get(), first.place().line()));
            }
        }
        return new ArrayList<>(words.values());
    }

    /// The word for an enum constant in files and messages.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package scrip.server.scim;

import org.jspecify.annotations.Nullable;
import scrip.core.text.Unicode;
import scrip.server.http.Json;
import scrip.server.http.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads filters, and the paths of `PATCH`. What it does not understand it refuses: a filter that
/// is ignored would find somebody else, or nobody, and a second self would be made.
public final class FilterParser {

    static final int CHARACTERS_MAX = 2_000;
    static final int DEPTH_MAX = 8;
    static final int CONDITIONS_MAX = 30;

    private final String text;
    private final ScimType fault;
    private int at;
    private int conditions;

    private FilterParser(String text, ScimType fault) {
        this.text = text;
        this.fault = fault;
    }

    /// Reads a filter of users as far as to its condition in the database.
    ///
    /// @throws ProblemException if it is none
    public static void check(String text) {
        FilterSql.of(filter(text), DirectoryStore.FOUND_BY, UserDraft.SCHEMA);
    }

    /// A filter.
    ///
    /// @throws ProblemException `invalidFilter` if it is none
    static Filter filter(String text) {
        FilterParser parser = new FilterParser(text, ScimType.INVALID_FILTER);
        parser.checkLength();
        Filter all = parser.either(0);
        parser.end();
        return all;
    }

    /// A path.
    ///
    /// @throws ProblemException `invalidPath` if it is none
    static PatchPath path(String text) {
        FilterParser parser = new FilterParser(text, ScimType.INVALID_PATH);
        parser.checkLength();
        AttributePath attribute = parser.attribute();
        Filter condition = null;
        if (attribute.part() == null && parser.takes('[')) {
            condition = parser.either(1);
            parser.demand(']');
            attribute = attribute.with(parser.partOrNull());
        }
        parser.end();
        return new PatchPath(attribute, condition);
    }

    private void checkLength() {
        if (text.length() > CHARACTERS_MAX) {
            throw fault.fault("write at most " + CHARACTERS_MAX + " characters");
        }
    }

    private Filter either(int depth) {
        if (depth > DEPTH_MAX) {
            throw fault.fault("nest at most " + DEPTH_MAX + " deep");
        }
        Filter all = both(depth);
        while (takesWord("or")) {
            all = new Filter.Or(all, both(depth));
        }
        return all;
    }

    private Filter both(int depth) {
        Filter all = condition(depth);
        while (takesWord("and")) {
            all = new Filter.And(all, condition(depth));
        }
        return all;
    }

    private Filter condition(int depth) {
        conditions++;
        if (conditions > CONDITIONS_MAX) {
            throw fault.fault("write at most " + CONDITIONS_MAX + " conditions");
        }
        if (takesNot()) {
            return new Filter.Not(inBrackets(depth));
        }
        spaces();
        if (at < text.length() && text.charAt(at) == '(') {
            return inBrackets(depth);
        }
        AttributePath attribute = attribute();
        if (attribute.part() != null || !takes('[')) {
            return comparison(attribute);
        }
        Filter inner = either(depth + 1);
        demand(']');
        String part = partOrNull();
        return new Filter.Element(
                attribute,
                part == null
                        ? inner
                        : new Filter.And(inner, comparison(new AttributePath(null, part, null))));
    }

    private Filter inBrackets(int depth) {
        demand('(');
        Filter inner = either(depth + 1);
        demand(')');
        return inner;
    }

    private Filter comparison(AttributePath attribute) {
        spaces();
        int begin = at;
        String word = word();
        if (word.equalsIgnoreCase("pr")) {
            return new Filter.Present(attribute);
        }
        Filter.Operator operator = Filter.Operator.of(word);
        if (operator == null) {
            at = begin;
            throw wrong("an operator such as eq");
        }
        return new Filter.Comparison(attribute, operator, value());
    }

    private AttributePath attribute() {
        spaces();
        int begin = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        AttributePath read = AttributePath.of(text.substring(begin, at));
        if (read == null) {
            at = begin;
            throw wrong("the name of an attribute");
        }
        return read;
    }

    /// What stands behind `]` and a dot; null without a dot.
    private @Nullable String partOrNull() {
        if (at == text.length() || text.charAt(at) != '.') {
            return null;
        }
        at++;
        AttributePath part = attribute();
        if (part.part() != null || part.schema() != null) {
            throw wrong("the name of one part");
        }
        return part.name();
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-_.:$".indexOf(c) >= 0;
    }

    /// A text in quotes, a number, `true`, `false` or `null`, as in JSON.
    private JsonNode value() {
        spaces();
        int begin = at;
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, text.length());
        } else {
            while (at < text.length() && " ()[]\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        JsonNode read = json(text.substring(begin, at));
        if (read == null) {
            at = begin;
            throw wrong("a text in double quotes, true, false or null");
        }
        return read;
    }

    private static @Nullable JsonNode json(String written) {
        try {
            JsonNode read = Json.tree(written);
            boolean fits =
                    read.isString()
                            ? Unicode.isOneLine(read.stringValue())
                                    && Unicode.halfAt(read.stringValue()) < 0
                            : read.isBoolean() || read.isNull() || read.isNumber();
            return fits ? read : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean takes(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void demand(char wanted) {
        spaces();
        if (!takes(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private String word() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private boolean takesWord(String wanted) {
        int before = at;
        spaces();
        if (at > before || (before > 0 && ")]\"".indexOf(text.charAt(before - 1)) >= 0)) {
            if (word().equalsIgnoreCase(wanted)) {
                return true;
            }
        }
        at = before;
        return false;
    }

    /// `not` is an operator only before a bracket.
    private boolean takesNot() {
        int before = at;
        spaces();
        if (word().equalsIgnoreCase("not")) {
            spaces();
            if (at < text.length() && text.charAt(at) == '(') {
                return true;
            }
        }
        at = before;
        return false;
    }

    private void end() {
        spaces();
        if (at < text.length()) {
            throw wrong("the end");
        }
    }

    private ProblemException wrong(String expected) {
        return fault.fault("expected " + expected + " at character " + (at + 1));
    }
}

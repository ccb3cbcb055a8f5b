import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Performs a statement of Scrip again, without Scrip: `java Reperform.java STATEMENT [HEAD] [KEY]`.
///
/// It computes the hash of each row of the account from the row and the one before it, proves that
/// the last of them is in the head, and books every movement of units again. HEAD is a head that
/// was published, or kept, at that time: the one in the statement must be the same. KEY is the
/// installation's public key (`/license-key.pem`), with which the signature of the head is checked.
/// Exit code: 0 sound, 1 not sound, 2 wrong arguments.
///
/// It shares no code with Scrip and needs nothing but Java. `README.md` beside it has the form of a
/// statement.
public final class Reperform {

    /// The columns of a row in their order, as they are hashed.
    private static final List<String> COLUMNS =
            List.of(
                    "account", "seq", "booked_at", "key", "content", "subject", "quantity", "available",
                    "owed", "pack", "event_at", "storage_until", "facts_before", "facts_after", "line",
                    "core", "storage_years", "surface", "late", "reported", "term_named", "command",
                    "actor", "request_id", "key_text", "use_key", "resource", "organization",
                    "subject_text", "draws", "body");

    private static final int HASH = 16;

    /// What is wrong with a statement.
    private static final class Unsound extends RuntimeException {
        Unsound(String what) {
            super(what);
        }
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        System.exit(run(args, System.out));
    }

    /// Performs a statement again.
    public static int run(String[] args, PrintStream out) throws IOException, GeneralSecurityException {
        if (args.length < 1 || args.length > 3) {
            out.println("usage: java Reperform.java STATEMENT [HEAD] [KEY]");
            return 2;
        }
        try {
            Reperform work = new Reperform();
            work.read(Files.readAllLines(Path.of(args[0])));
            work.checkHead(
                    args.length > 1 ? Files.readAllLines(Path.of(args[1])) : null,
                    args.length > 2 ? Files.readString(Path.of(args[2])) : null);
            work.checkProof();
            work.print(out);
            return 0;
        } catch (Unsound unsound) {
            out.println("NOT SOUND: " + unsound.getMessage());
            return 1;
        }
    }

    // The statement.

    private final List<String> head = new ArrayList<>();
    private final List<String> siblings = new ArrayList<>();
    private String[] leaf = {};
    private long place = -1;
    private String end = "";

    private long account;
    private long lastFact;
    private long lastSeq;
    private int lastLine;
    private long rows;
    private byte[] hash = new byte[HASH];

    private void read(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals("Scrip statement 1")) {
            throw new Unsound("this is not a statement of Scrip");
        }
        int number = 1;
        for (String line : lines.subList(1, lines.size())) {
            number++;
            int colon = line.indexOf(": ");
            String rest = line.substring(colon + 2);
            if (!end.isEmpty()) {
                throw new Unsound("line " + number + ": there is something behind the end");
            } else if (line.startsWith("| ")) {
                head.add(line.substring(2));
            } else if (line.startsWith("leaf: ")) {
                leaf = rest.split(" ");
                account = Long.parseLong(leaf[0]);
            } else if (line.startsWith("place: ")) {
                place = Long.parseLong(rest);
            } else if (line.startsWith("sibling: ")) {
                siblings.add(rest);
            } else if (line.startsWith("row: ")) {
                row(number, rest.split(" "));
            } else if (line.startsWith("end: ")) {
                end = rest;
            } else {
                throw new Unsound("line " + number + " is not known");
            }
        }
        if (end.isEmpty()) {
            throw new Unsound("the end is missing");
        }
    }

    /// A row: its hash, and its columns in Base64.
    private void row(int number, String[] parts) {
        byte[] bytes = Base64.getDecoder().decode(parts[1]);
        MessageDigest sha = sha();
        sha.update(hash);
        byte[] expected = Arrays.copyOf(sha.digest(bytes), HASH);
        if (!Arrays.equals(expected, HexFormat.of().parseHex(parts[0]))) {
            throw new Unsound(
                    "line " + number + ": the hash of this row is not that of the row before and its columns");
        }
        hash = expected;
        Map<String, byte[]> row = columns(bytes);
        long seq = number(row, "seq", 0);
        int line = (int) number(row, "line", 0);
        long first = line > 0 ? seq + 1 : seq - number(row, "facts_before", 0);
        if (number(row, "account", 0) != account) {
            throw new Unsound("line " + number + ": a row of another account");
        }
        if (first != lastFact + 1 || line > 0 && line != lastLine + 1) {
            throw new Unsound("line " + number + ": fact " + first + " follows fact " + lastFact);
        }
        try {
            facts(row, first, seq);
        } catch (RuntimeException failure) {
            throw new Unsound("line " + number + " cannot be booked: " + failure.getMessage());
        }
        lastFact = line > 0 ? lastFact : seq + number(row, "facts_after", 0);
        lastSeq = seq;
        lastLine = line;
        rows++;
    }

    /// The binary form of a row in PostgreSQL: how many columns, then of each its type, its length
    /// (-1 for null) and its value.
    private static Map<String, byte[]> columns(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.getInt();
        Map<String, byte[]> row = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            buffer.getInt();
            int length = buffer.getInt();
            if (length >= 0) {
                byte[] value = new byte[length];
                buffer.get(value);
                row.put(column, value);
            }
        }
        if (buffer.hasRemaining()) {
            throw new Unsound("a row has more columns than are known");
        }
        return row;
    }

    private static long number(Map<String, byte[]> row, String column, long otherwise) {
        byte[] value = row.get(column);
        if (value == null) {
            return otherwise;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return switch (value.length) {
            case 2 -> buffer.getShort();
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
        };
    }

    private static String text(Map<String, byte[]> row, String column) {
        byte[] value = row.get(column);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    // The head and the proof.

    private void checkHead(List<String> published, String key) throws GeneralSecurityException {
        if (published != null && !unsigned(published).equals(unsigned(head))) {
            throw new Unsound("the head in the statement is not the one that was published");
        }
        if (key == null) {
            return;
        }
        List<String> signed = published != null && signature(published) != null ? published : head;
        String signature = signature(signed);
        if (signature == null) {
            throw new Unsound("the head is not signed");
        }
        String pem = key.replaceAll("(?s).*-----BEGIN PUBLIC KEY-----|-----END PUBLIC KEY-----.*", "");
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem))));
        String body = String.join("\n", signed.subList(0, signed.size() - 1)) + "\n";
        verifying.update(body.getBytes(StandardCharsets.UTF_8));
        if (!verifying.verify(Base64.getDecoder().decode(signature))) {
            throw new Unsound("the signature of the head is not genuine");
        }
    }

    private static List<String> unsigned(List<String> head) {
        return head.stream()
                .filter(l -> !l.startsWith("key: ") && !l.startsWith("signature: "))
                .toList();
    }

    private static String signature(List<String> head) {
        String last = head.isEmpty() ? "" : head.get(head.size() - 1);
        return last.startsWith("signature: ") ? last.substring(11) : null;
    }

    private String head(String part) {
        return head.stream()
                .filter(l -> l.startsWith(part + ": "))
                .map(l -> l.substring(part.length() + 2))
                .findFirst()
                .orElseThrow(() -> new Unsound("the head has no " + part));
    }

    /// The tree of RFC 6962: a leaf is hashed behind a zero byte, a node behind a one; a node
    /// without a sibling moves up as it is. The head says how many leaves there are.
    private void checkProof() {
        if (leaf.length != 6
                || !leaf[3].equals(Long.toString(lastSeq))
                || !leaf[4].equals(Integer.toString(lastLine))
                || !leaf[5].equals(HexFormat.of().formatHex(hash))
                || !end.equals(leaf[3] + " " + leaf[4])) {
            throw new Unsound("the last row is not the one that was proven");
        }
        long size = Long.parseLong(head("accounts"));
        if (place < 0 || place >= size) {
            throw new Unsound("the head has no such place");
        }
        MessageDigest sha = sha();
        sha.update((byte) 0);
        byte[] node = sha.digest(String.join(" ", leaf).getBytes(StandardCharsets.UTF_8));
        List<String> left = new ArrayList<>(siblings);
        for (long at = place; size > 1; at /= 2, size = (size + 1) / 2) {
            if ((at ^ 1) < size) {
                if (left.isEmpty()) {
                    throw new Unsound("the proof is too short");
                }
                byte[] sibling = HexFormat.of().parseHex(left.remove(0));
                sha.update((byte) 1);
                sha.update(at % 2 == 0 ? node : sibling);
                node = sha.digest(at % 2 == 0 ? sibling : node);
            }
        }
        if (!left.isEmpty() || !HexFormat.of().formatHex(node).equals(head("root"))) {
            throw new Unsound("the proof does not lead to the root of the head");
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // The books: each movement takes from one what it gives to another.

    private static final List<String> BOOKS =
            List.of("ISSUED", "AVAILABLE", "HELD", "USED", "ARREARS", "EXPIRED", "VOIDED");

    private static final class Pack {
        long quantity;
        long expired;
        boolean closed;
    }

    private final Map<String, Map<String, Long>> pools = new TreeMap<>();
    private final Map<Long, Pack> packs = new TreeMap<>();
    private final Map<String, List<Map<String, Object>>> holds = new TreeMap<>();

    private void facts(Map<String, byte[]> row, long first, long seq) {
        String body = text(row, "body");
        if (body == null) {
            plain(row);
            return;
        }
        long fact = first;
        Map<String, Object> read = map(new Json(body).value());
        for (Map<String, Object> one : list(read, "facts")) {
            fact(map(one.get("fact")), fact++);
        }
        long facts = number(row, "line", 0) > 0 ? 0 : seq + number(row, "facts_after", 0) - first + 1;
        if (fact - first != facts) {
            throw new Unsound("it has " + (fact - first) + " facts, not " + facts);
        }
    }

    /// A use that did nothing else is in the columns of its row.
    private void plain(Map<String, byte[]> row) {
        String pool = text(row, "resource") + "@" + number(row, "storage_years", 0);
        long owed = number(row, "owed", 0);
        long covered = number(row, "quantity", 0) - owed;
        long drawn = 0;
        byte[] draws = row.get("draws");
        if (draws != null) {
            // Five numbers about the array, then of each element its length and its value: pack, units.
            ByteBuffer array = ByteBuffer.wrap(draws, 20, draws.length - 20);
            while (array.hasRemaining()) {
                array.getInt();
                array.getLong();
                array.getInt();
                drawn += array.getLong();
            }
        } else if (row.containsKey("pack")) {
            drawn = covered;
        }
        if (drawn != covered) {
            throw new Unsound("it drew " + drawn + " of " + covered);
        }
        move(pool, "AVAILABLE", "USED", drawn);
        move(pool, "ARREARS", "USED", owed);
    }

    private void fact(Map<String, Object> fact, long seq) {
        String pool = (String) fact.get("pool");
        switch ((String) fact.get("type")) {
            case "PackIssued" -> {
                Pack pack = new Pack();
                pack.quantity = units(map(fact.get("pack")), "quantity");
                packs.put(seq, pack);
                move(pool, "ISSUED", "AVAILABLE", pack.quantity);
            }
            case "UseBooked" -> {
                move(pool, "HELD", "USED", sum(list(fact, "held")));
                if (fact.get("hold") != null) {
                    unhold(pool, (String) fact.get("hold"), list(fact, "held"));
                }
                move(pool, "AVAILABLE", "USED", sum(list(fact, "draws")));
                move(pool, "ARREARS", "USED", units(fact, "owed"));
            }
            case "ArrearsRepaid" -> move(pool, "AVAILABLE", "ARREARS", sum(list(fact, "draws")));
            case "UnitsHeld" -> {
                Map<String, Object> hold = map(fact.get("hold"));
                holds.put(pool + " " + hold.get("key"), list(hold, "units"));
                move(pool, "AVAILABLE", "HELD", sum(list(hold, "units")));
            }
            case "HoldClosed" -> unhold(pool, (String) fact.get("hold"), List.of());
            case "UseCorrected" -> {
                move(pool, "USED", "ARREARS", units(fact, "unowed"));
                list(fact, "returns").forEach(d -> giveBack(pool, "USED", d, units(d, "units")));
            }
            case "PackClosed" -> {
                Pack pack = packs.get(units(fact, "pack"));
                pack.closed = true;
                pack.expired += units(fact, "units");
                move(pool, "AVAILABLE", "EXPIRED", units(fact, "units"));
            }
            case "PackVoided" -> {
                Pack pack = packs.get(units(fact, "pack"));
                move(pool, "USED", "AVAILABLE", sum(list(fact, "undone")));
                move(pool, "EXPIRED", "AVAILABLE", pack.expired);
                move(pool, "AVAILABLE", "VOIDED", pack.quantity);
                move(pool, "AVAILABLE", "USED", sum(list(fact, "redrawn")));
                move(pool, "ARREARS", "USED", sum(list(fact, "owed")));
                pack.expired = 0;
            }
            default -> {
                // It moves no units.
            }
        }
    }

    /// What is left of a hold goes back to its packs.
    private void unhold(String pool, String key, List<Map<String, Object>> used) {
        for (Map<String, Object> held : holds.remove(pool + " " + key)) {
            long drawn = 0;
            for (Map<String, Object> one : used) {
                drawn += one.get("pack").equals(held.get("pack")) ? units(one, "units") : 0;
            }
            giveBack(pool, "HELD", held, units(held, "units") - drawn);
        }
    }

    /// Units go back to a pack; to one that is closed they come expired.
    private void giveBack(String pool, String from, Map<String, Object> draw, long units) {
        Pack pack = packs.get(units(draw, "pack"));
        pack.expired += pack.closed ? units : 0;
        move(pool, from, pack.closed ? "EXPIRED" : "AVAILABLE", units);
    }

    private void move(String pool, String from, String to, long units) {
        Map<String, Long> books = pools.computeIfAbsent(pool, name -> new TreeMap<>());
        books.merge(from, -units, Math::addExact);
        books.merge(to, units, Math::addExact);
    }

    private static long sum(List<Map<String, Object>> draws) {
        return draws.stream().mapToLong(d -> units(d, "units")).sum();
    }

    private static long units(Map<String, Object> of, String name) {
        return of.get(name) instanceof BigDecimal number ? number.longValueExact() : 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        Object value = of.get(name);
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    private void print(PrintStream out) {
        out.printf("organization %s, realm %s, account %d%n", leaf[2], leaf[1], account);
        out.printf(
                "checkpoint %s of %s: %d rows, %d facts%n", head("checkpoint"), head("at"), rows, lastFact);
        pools.forEach((pool, books) -> {
            StringBuilder line = new StringBuilder(pool);
            for (String book : BOOKS) {
                long balance = books.getOrDefault(book, 0L);
                boolean owing = book.equals("ISSUED") || book.equals("ARREARS");
                line.append(' ').append(book.toLowerCase()).append('=').append(owing ? -balance : balance);
            }
            out.println(line);
        });
        out.println("sound: every row is in the head, and the balances follow from the rows");
    }

    /// Reads JSON: objects as maps, arrays as lists, numbers exactly.
    private static final class Json {

        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            space();
            char first = text.charAt(at);
            return switch (first) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> numeric();
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            while (!ends('}')) {
                String name = (String) value();
                space();
                at++;
                object.put(name, value());
            }
            return object;
        }

        private List<Object> array() {
            List<Object> array = new ArrayList<>();
            at++;
            while (!ends(']')) {
                array.add(value());
            }
            return array;
        }

        /// Whether an object or array ends here; a comma before the next element is skipped.
        private boolean ends(char closing) {
            space();
            if (text.charAt(at) == ',') {
                at++;
                return false;
            }
            boolean ends = text.charAt(at) == closing;
            at += ends ? 1 : 0;
            return ends;
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            at++;
            while (text.charAt(at) != '"') {
                char next = text.charAt(at++);
                if (next != '\\') {
                    string.append(next);
                    continue;
                }
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'b' -> string.append('\b');
                    case 'f' -> string.append('\f');
                    case 'n' -> string.append('\n');
                    case 'r' -> string.append('\r');
                    case 't' -> string.append('\t');
                    case 'u' -> {
                        string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> string.append(escaped);
                }
            }
            at++;
            return string.toString();
        }

        private Object word(String word, Object meaning) {
            at += word.length();
            return meaning;
        }

        private BigDecimal numeric() {
            int from = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return new BigDecimal(text.substring(from, at));
        }

        private void space() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}

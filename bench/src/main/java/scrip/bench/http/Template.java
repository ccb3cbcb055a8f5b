package scrip.bench.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// A request that is always equally long: only accounts and keys are written into it anew, which
/// costs next to nothing.
final class Template {

    /// Stands for the number of an account.
    static final String ACCOUNT = "@@@@@";

    /// Stands for a key.
    static final String KEY = "################";

    private static final int DIGIT_BITS = 4;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final List<Integer> accountsAt;
    private final List<Integer> keysAt;
    private final int accounts;
    private long key;

    /// @param text with [#ACCOUNT] and [#KEY] in it
    /// @param accounts how many there are
    Template(String text, int accounts) {
        this.bytes = text.getBytes(StandardCharsets.US_ASCII);
        this.accountsAt = places(text, ACCOUNT);
        this.keysAt = places(text, KEY);
        this.accounts = accounts;
        this.key = ThreadLocalRandom.current().nextLong();
    }

    /// The id of an account, counted from 0.
    static String account(int number) {
        return "account-%05d".formatted(number);
    }

    int length() {
        return bytes.length;
    }

    /// Writes the next request.
    void next(ByteBuffer into) {
        for (int at : accountsAt) {
            int account = ThreadLocalRandom.current().nextInt(accounts);
            for (int i = ACCOUNT.length() - 1; i >= 0; i--) {
                bytes[at + i] = DIGITS[account % 10];
                account /= 10;
            }
        }
        for (int at : keysAt) {
            long rest = key++;
            for (int i = KEY.length() - 1; i >= 0; i--) {
                bytes[at + i] = DIGITS[(int) rest & (DIGITS.length - 1)];
                rest >>>= DIGIT_BITS;
            }
        }
        into.put(bytes);
    }

    private static List<Integer> places(String text, String of) {
        List<Integer> all = new ArrayList<>();
        for (int at = text.indexOf(of); at >= 0; at = text.indexOf(of, at + of.length())) {
            all.add(at);
        }
        return all;
    }
}

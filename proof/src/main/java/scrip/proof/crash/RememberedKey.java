package scrip.proof.crash;

import org.jspecify.annotations.Nullable;

/// One idempotency key, as the driver remembers it.
final class RememberedKey {

    /// What a key was used for.
    enum Kind {
        OPEN,
        GRANT,
        USE
    }

    private final Kind kind;
    private final String account;
    private final String key;
    private final long units;
    private final String subject;
    private @Nullable String answer;
    private int booked;
    private boolean stored;

    /// @param subject empty for none
    RememberedKey(Kind kind, String account, String key, long units, String subject) {
        this.kind = kind;
        this.account = account;
        this.key = key;
        this.units = units;
        this.subject = subject;
    }

    Kind kind() {
        return kind;
    }

    String account() {
        return account;
    }

    String key() {
        return key;
    }

    long units() {
        return units;
    }

    String subject() {
        return subject;
    }

    /// The same key with different content.
    RememberedKey changed() {
        return new RememberedKey(kind, account, key, units + 1, subject);
    }

    /// The first answer; null until one is received.
    @Nullable String answer() {
        return answer;
    }

    void answer(String text) {
        answer = text;
    }

    /// Records that the server said it has booked the key just now.
    ///
    /// @return how often it has said so
    int countBooked() {
        booked++;
        return booked;
    }

    /// Whether the key was in the database at the last comparison.
    boolean stored() {
        return stored;
    }

    void stored(boolean now) {
        stored = now;
    }

    @Override
    public String toString() {
        return kind + " " + account + "/" + key;
    }
}

package scrip.core.order;

import java.util.UUID;

/// The id of a return of unapplied money.
public record MoneyReturnId(UUID value) implements Comparable<MoneyReturnId> {

    @Override
    public int compareTo(MoneyReturnId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package scrip.core.license;

import java.util.UUID;

/// The id of a logged visit.
public record VisitId(UUID value) implements Comparable<VisitId> {

    @Override
    public int compareTo(VisitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package scrip.core.organization;

/// The id of an organization, chosen by the vendor: lower-case letters, digits and hyphens, 1 to 63
/// of them, unique in its realm.
public record OrganizationId(String value) implements Comparable<OrganizationId> {

    private static final int CHARACTERS_MAX = 63;

    public OrganizationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an organization id: " + value);
        }
    }

    /// Whether a text has the form of an id.
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > CHARACTERS_MAX || value.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!mayStand(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayStand(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '-';
    }

    @Override
    public int compareTo(OrganizationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

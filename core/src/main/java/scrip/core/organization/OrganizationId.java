package scrip.core.organization;

import scrip.core.text.Unicode;

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
        return !value.isEmpty()
                && value.length() <= CHARACTERS_MAX
                && value.charAt(0) != '-'
                && !Unicode.hasAny(value, OrganizationId::mayNotStand);
    }

    private static boolean mayNotStand(int character) {
        return (character < 'a' || character > 'z')
                && (character < '0' || character > '9')
                && character != '-';
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

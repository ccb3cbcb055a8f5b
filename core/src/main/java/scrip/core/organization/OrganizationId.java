package scrip.core.organization;

import java.util.regex.Pattern;

/// The id of an organization, chosen by the vendor: lower-case letters, digits and hyphens, 1 to 63
/// of them, unique in its realm.
public record OrganizationId(String value) implements Comparable<OrganizationId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public OrganizationId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an organization id: " + value);
        }
    }

    /// Whether a text has the form of an id.
    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
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

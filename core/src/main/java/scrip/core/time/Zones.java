package scrip.core.time;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The time zones that an organization may have (T1, X3): `UTC`, and those that the IANA database
/// names by area and location. Older names, fixed offsets and Java's own zones are not allowed.
public final class Zones {

    /// The form of a zone name, for messages.
    public static final String FORM =
            "an IANA time zone by area and location such as Asia/Shanghai, or UTC";

    private static final String UTC = "UTC";
    private static final Set<String> AREAS =
            Set.of(
                    "Africa",
                    "America",
                    "Antarctica",
                    "Arctic",
                    "Asia",
                    "Atlantic",
                    "Australia",
                    "Europe",
                    "Indian",
                    "Pacific");

    private Zones() {}

    /// The zone of that name, spelled as in the database; null if there is none.
    public static @Nullable ZoneId of(String name) {
        int slash = name.indexOf('/');
        boolean located =
                slash > 0
                        && AREAS.contains(name.substring(0, slash))
                        && ZoneId.getAvailableZoneIds().contains(name);
        return located || name.equals(UTC) ? ZoneId.of(name) : null;
    }
}

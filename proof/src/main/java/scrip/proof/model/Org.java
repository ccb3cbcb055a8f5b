package scrip.proof.model;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

/** An institution or a consortium, as it is now. */
final class Org {
    final String id;
    final boolean consortium;
    final Set<String> members = new LinkedHashSet<>();
    final Long defaultStorageYears;
    ZoneId zone;

    Org(String id, boolean consortium, ZoneId zone, Long defaultStorageYears) {
        this.id = id;
        this.consortium = consortium;
        this.zone = zone;
        this.defaultStorageYears = defaultStorageYears;
    }
}

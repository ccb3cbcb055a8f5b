package scrip.proof.model;

import java.util.List;

/**
 * What the catalog sells (section 2 of the rulebook), in one of its versions: the first, or a later
 * one.
 */
record Item(
        String name,
        Kind kind,
        Scope scope,
        List<String> includes,
        String requires,
        boolean months,
        boolean years,
        boolean storage,
        boolean later) {

    enum Kind {
        SUBSCRIPTION,
        /** A resource counted in units. */
        RESOURCE,
        /** A monthly resource: sets that run for their months (R14). */
        CAPACITY,
        /** A one-time service. */
        SERVICE,
        /** A service that is shown as a license (S3). */
        MAINTENANCE,
        /** A license without end (C7). */
        PERPETUAL
    }

    /** For whom a line may be bought (C4). */
    enum Scope {
        /** An institution: IPC software. */
        INSTITUTION,
        /** A consortium, or an institution that belongs to none: AIMIS software. */
        CONSORTIUM,
        /** The account itself: resources and perpetual licenses. */
        ACCOUNT,
        /** One organization: services. */
        ORGANIZATION
    }

    static Item subscription(String name, Scope scope, String requires, boolean m, boolean y) {
        return new Item(name, Kind.SUBSCRIPTION, scope, List.of(), requires, m, y, false, false);
    }

    static Item resource(String name, boolean storage) {
        return new Item(
                name, Kind.RESOURCE, Scope.ACCOUNT, List.of(), null, false, false, storage, false);
    }

    static Item other(String name, Kind kind, Scope scope, boolean months) {
        return new Item(name, kind, scope, List.of(), null, months, false, false, false);
    }

    Item including(List<String> features) {
        return new Item(name, kind, scope, features, requires, months, years, storage, later);
    }

    /** C1: as a later version sells it. */
    Item soldLater(List<String> features, String needed) {
        return new Item(name, kind, scope, features, needed, months, years, storage, true);
    }

    /** C1: the same in whatever version. */
    boolean same(Item other) {
        return name.equals(other.name);
    }

    /** Whether it matches a name: its id, or a feature that it is or includes. */
    boolean gives(String asked) {
        return asked.equals(name) || asked.equals(feature()) || includes.contains(asked);
    }

    String product() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Every item is a feature of its own name, without the prefix. */
    String feature() {
        return name.substring(name.indexOf('/') + 1);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }
}

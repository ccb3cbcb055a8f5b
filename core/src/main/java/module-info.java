/// The rules of Scrip. Nothing but `java.base`: no clock, no I/O, no randomness.
module scrip.core {
    requires static transitive org.jspecify;

    exports scrip.core.access;
    exports scrip.core.catalog;
    exports scrip.core.emergency;
    exports scrip.core.ledger;
    exports scrip.core.license;
    exports scrip.core.money;
    exports scrip.core.order;
    exports scrip.core.organization;
    exports scrip.core.pack;
    exports scrip.core.service;
    exports scrip.core.sorted;
    exports scrip.core.standing;
    exports scrip.core.text;
    exports scrip.core.time;
}

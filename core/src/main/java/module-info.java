/// The rules of Scrip. Nothing but `java.base`: no clock, no I/O, no randomness.
///
/// A package is exported with its first public type: Java refuses to export an empty package.
module scrip.core {
    // Transitive, because exported types name @Nullable; static, because nothing needs it to run.
    requires static transitive org.jspecify;

    exports scrip.core.catalog;
    exports scrip.core.money;
    exports scrip.core.time;
}

package scrip.core.catalog;

/// Whether an account's first paid order of a product waits for the vendor (O3).
public enum Approval {
    AUTOMATIC,
    MANUAL
}

package scrip.core.license;

/// The states of a license, functions of its facts and of now (L1).
public enum LicenseState {
    PENDING,
    ACTIVE,
    ARREARS,
    SUSPENDED,
    ENDED
}

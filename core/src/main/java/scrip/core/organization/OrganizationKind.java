package scrip.core.organization;

/// The kinds of organizations (`docs/rulebook.md`, section 1).
public enum OrganizationKind {
    INSTITUTION,
    CONSORTIUM
}

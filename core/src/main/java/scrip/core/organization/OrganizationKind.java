package scrip.core.organization;

/// What an organization is (`docs/rulebook.md`, section 1).
public enum OrganizationKind {
    INSTITUTION,
    CONSORTIUM
}

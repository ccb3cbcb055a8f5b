package scrip.core.organization;

/// What an organization is (RULES, section 1).
public enum OrganizationKind {
    INSTITUTION,
    CONSORTIUM
}

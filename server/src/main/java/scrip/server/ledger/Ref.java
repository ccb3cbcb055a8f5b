package scrip.server.ledger;

import scrip.core.organization.OrganizationId;

/// The full name of an account: its realm and its id.
record Ref(int realm, OrganizationId id) {}

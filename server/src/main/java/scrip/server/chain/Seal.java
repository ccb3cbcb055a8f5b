package scrip.server.chain;

import java.util.List;
import java.util.stream.Collectors;

/// Columns of a table of which each change makes an entry in the installation log. The migration
/// that calls the function `seal` and this list say the same; a test compares them.
public record Seal(String name, String table, List<String> key, List<String> columns) {

    /// All seals.
    public static final List<Seal> ALL =
            List.of(
                    of("realms", "realm", "realm, name, kind, clock_at"),
                    of(
                            "catalog_versions",
                            "realm, product, version",
                            "realm, product, version, effective_at, source, published_at, published_by"),
                    of(
                            "persons",
                            "person",
                            "person, email, name, locale, password, made_at, email_proven_by,"
                                    + " email_proven_at"),
                    of("staff", "person, role", "person, role, since"),
                    of("members", "account, person, role", "account, person, role, since"),
                    of(
                            "sessions",
                            "session",
                            "session, hash, person, csrf_token, method, address, agent, signed_in_at,"
                                    + " proven_at"),
                    new Seal(
                            "session_factors",
                            "sessions",
                            List.of("session"),
                            List.of("session", "second_factor_at")),
                    of("devices", "hash", "hash, person, made_at"),
                    of(
                            "links",
                            "link",
                            "link, hash, kind, email, person, account, roles, made_at, made_by,"
                                    + " maker, taken_by, mailed, expires_at, used_at, revoked_at"),
                    of(
                            "passkeys",
                            "passkey",
                            "passkey, person, credential, attestation, public_key, backup_eligible,"
                                    + " transports, label, made_at, stopped_at"),
                    of(
                            "second_factors",
                            "factor",
                            "factor, person, secret, made_at, completed_at, stopped_at"),
                    of("recovery_codes", "person, hash", "person, hash, made_at, used_at"),
                    of(
                            "api_keys",
                            "api_key",
                            "api_key, realm, account, product, name, actions, made_at, made_by,"
                                    + " expires_at, revoked_at, units_per_second"),
                    of(
                            "api_secrets",
                            "secret",
                            "secret, api_key, account, hash, hint, made_at, ends_at"),
                    of(
                            "acceptance_documents",
                            "account, service, hash",
                            "realm, account, service, hash, name, type, uploaded_at, uploaded_by"),
                    new Seal(
                            "api_key_makers",
                            "api_keys",
                            List.of("api_key"),
                            List.of(
                                    "api_key",
                                    "maker",
                                    "maker_key",
                                    "addresses",
                                    "request",
                                    "content")),
                    new Seal(
                            "link_makers",
                            "links",
                            List.of("link"),
                            List.of("link", "maker_key", "request", "content")),
                    new Seal(
                            "persons_erased",
                            "persons",
                            List.of("person"),
                            List.of("person", "erased_at")),
                    new Seal(
                            "realms_removed",
                            "realms",
                            List.of("realm"),
                            List.of("realm", "removed_at")),
                    of("audit_erasures", "seq", "seq, erased_at, digest"),
                    of(
                            "identity_providers",
                            "provider",
                            "provider, realm, account, name, issuer, client_id, secret, scopes,"
                                    + " domains, groups_claim, makes_people, enabled, made_at, made_by,"
                                    + " maker"),
                    of(
                            "provider_roles",
                            "provider, group_name, role",
                            "provider, group_name, role, writer, written_at"),
                    of(
                            "federated_identities",
                            "identity",
                            "identity, provider, issuer, subject, person, linked_by, linked_at,"
                                    + " stopped_at"),
                    of("let_in", "person, maker", "person, maker, at"),
                    of(
                            "signing_keys",
                            "signing_key",
                            "signing_key, public_key, secret, made_at, signs_from, signs_until,"
                                    + " published_until"),
                    new Seal(
                            "staff_providers",
                            "staff",
                            List.of("person", "role"),
                            List.of("person", "role", "provider")),
                    new Seal(
                            "member_providers",
                            "members",
                            List.of("account", "person", "role"),
                            List.of("account", "person", "role", "provider")),
                    new Seal(
                            "session_providers",
                            "sessions",
                            List.of("session"),
                            List.of("session", "provider", "id_token")),
                    of(
                            "directory_users",
                            "directory_user",
                            "directory_user, provider, account, person, user_name, external_id,"
                                    + " display_name, given_name, family_name, formatted_name, email,"
                                    + " active, made_person, confirmed_at, version, made_at,"
                                    + " changed_at"),
                    of(
                            "directory_groups",
                            "directory_group",
                            "directory_group, provider, display_name, external_id, version, made_at,"
                                    + " changed_at"),
                    of(
                            "directory_members",
                            "directory_group, directory_user",
                            "directory_group, directory_user, person"),
                    new Seal(
                            "api_key_providers",
                            "api_keys",
                            List.of("api_key"),
                            List.of("api_key", "provider")),
                    of("audit_entries", "seq", "seq, hash"),
                    of("checkpoints", "checkpoint", "checkpoint, at, accounts, facts, root"));

    private static Seal of(String table, String key, String columns) {
        return new Seal(table, table, List.of(key.split(", ")), List.of(columns.split(", ")));
    }

    /// An expression for the key of a row `t`, as entries have it. It uses no function of the
    /// database's own, since these could be changed too.
    public String keyExpression() {
        return "jsonb_build_array(" + ofRow(key, "") + ")::text";
    }

    /// An expression for the digest of a row `t`, as entries have it.
    public String digestExpression() {
        return "encode(sha256(convert_to(jsonb_build_object("
                + ofRow(columns, "'%s', ")
                + ")::text, 'UTF8')), 'hex')";
    }

    private static String ofRow(List<String> names, String before) {
        return names.stream()
                .map(n -> before.formatted(n) + "t." + n)
                .collect(Collectors.joining(", "));
    }
}

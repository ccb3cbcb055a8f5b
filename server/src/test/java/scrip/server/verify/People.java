package scrip.server.verify;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import scrip.server.database.Database;
import scrip.server.role.Actor;
import scrip.server.trail.AuditErasure;
import scrip.server.trail.AuditTrail;

/// Rows of everything that lies beside the accounts, written by the program's own role.
public final class People {

    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    private static final String ROWS =
            """
            insert into persons (person, email, name, locale, password, made_at) values
                ('00000000-0000-0000-0000-000000000001', 'wang@example.org', 'Wang', 'zh', 'hash 1', now()),
                ('00000000-0000-0000-0000-000000000002', 'li@example.org', 'Li', 'en', 'hash 2', now());
            insert into staff values ('00000000-0000-0000-0000-000000000001', 'SALES', now());
            insert into members
            select account, '00000000-0000-0000-0000-000000000002', 'OWNER', now() from accounts;
            insert into sessions (
                session, hash, person, csrf_token, method, address, agent, signed_in_at, proven_at, last_used_at,
                ends_at, id_token)
            values (
                gen_random_uuid(), sha256('session'), '00000000-0000-0000-0000-000000000001', 'csrf',
                'PASSWORD', '10.0.0.1', 'browser', now(), now(), now(), now() + interval '1 day', 'encrypted');
            insert into devices values (sha256('device'), '00000000-0000-0000-0000-000000000001', now());
            insert into links (
                link, hash, kind, email, account, roles, made_at, made_by, expires_at, request, content)
            select gen_random_uuid(), sha256('link'), 'INVITATION', 'new@example.org', min(account),
                '{VIEWER}', now(), 'Wang', now() + interval '1 day', sha256('request'), sha256('content')
            from accounts;
            insert into passkeys values (
                gen_random_uuid(), '00000000-0000-0000-0000-000000000002', 'credential', 'attestation',
                'public', 0, true, true, '{internal}', 'phone', now(), null, null);
            insert into second_factors values (
                gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'encrypted', now(), now(), null, 0, 0);
            insert into recovery_codes values ('00000000-0000-0000-0000-000000000001', sha256('code'), now(), null);
            insert into api_keys (
                api_key, realm, product, name, actions, made_at, made_by, expires_at, addresses, request, content)
            values ('00000000-0000-0000-0000-000000000003', 1, 'aimis', 'PACS', '{use}', now(), 'Wang',
                now() + interval '1 year', '{10.0.0.0/8}', sha256('request'), sha256('content'));
            insert into api_secrets values (
                gen_random_uuid(), '00000000-0000-0000-0000-000000000003', null, sha256('secret'), 'abcd',
                now(), now() + interval '1 year', null, null);
            insert into identity_providers (
                provider, realm, account, name, issuer, client_id, secret, scopes, domains, groups_claim, made_at,
                made_by)
            values ('00000000-0000-0000-0000-000000000004', 1, null, 'Staff', 'https://id.example.org', 'scrip',
                'encrypted', '{email}', '{example.org}', 'groups', now(), 'Wang');
            insert into provider_roles values
                ('00000000-0000-0000-0000-000000000004', 'sales', 'SALES', null, now());
            insert into let_in values ('00000000-0000-0000-0000-000000000001',
                '00000000-0000-0000-0000-000000000002', now());
            insert into signing_keys values (gen_random_uuid(), sha256('public'), 'encrypted', now());
            insert into federated_identities values (
                gen_random_uuid(), '00000000-0000-0000-0000-000000000004', 'https://id.example.org', 'wang',
                '00000000-0000-0000-0000-000000000001', 'wang@example.org', 'PERSON', now(), now(), null);
            insert into directory_users values (
                '00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000004', null,
                '00000000-0000-0000-0000-000000000001', 'wang@example.org', 'E-1', 'Wang Fang', 'Fang', 'Wang',
                'Wang Fang', 'wang@example.org', true, false, now(), 1, now(), now());
            insert into directory_groups values (
                '00000000-0000-0000-0000-000000000006', '00000000-0000-0000-0000-000000000004', 'Sales', 'G-1', 1,
                now(), now());
            insert into directory_members values (
                '00000000-0000-0000-0000-000000000006', '00000000-0000-0000-0000-000000000005',
                '00000000-0000-0000-0000-000000000001');
            insert into acceptance_documents
            select realm, account, gen_random_uuid(), sha256('pdf'), 'a.pdf', 'application/pdf', 'pdf'::bytea,
                now(), 'Li'
            from accounts
            limit 1;
            insert into catalog_versions values
                (1, 'aimis', '2026-1', now(), 'source 1', now(), 'scrip'),
                (1, 'aimis', '2026-2', now() + interval '1 day', 'source 2', now(), 'Wang');
            """;

    private People() {}

    /// Adds them, and three entries of the audit log. There is an account already.
    public static void join(Database database) {
        database.transact(sql -> {
            for (String statement : ROWS.split(";\\s*", -1)) {
                if (!statement.isBlank()) {
                    sql.sql(statement).update();
                }
            }
            return null;
        });
        AuditTrail trail = new AuditTrail(database, () -> NOW);
        for (int n = 1; n <= 3; n++) {
            trail.note(
                    new AuditTrail.Origin(Actor.PROGRAM, "10.0.0.1", "browser", "request-" + n),
                    new AuditTrail.Event(
                            "staff.invited",
                            null,
                            null,
                            "n" + n,
                            null,
                            n == 1 ? Map.of("email", "gone@example.org") : null));
        }
        UUID gone = new UUID(0, 9);
        database.transact(
                sql -> AuditErasure.gathered(sql, gone, "gone@example.org", "Gone").run(sql, NOW));
    }
}

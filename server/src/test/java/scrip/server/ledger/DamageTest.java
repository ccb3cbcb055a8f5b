package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scrip.core.ledger.Command;
import scrip.server.chain.Checkpoints;
import scrip.server.chain.Head;
import scrip.server.database.TestDatabase;
import scrip.server.trail.AuditChain;
import scrip.server.verify.People;
import scrip.server.verify.Verification;

/// Whatever is changed by hand in a good installation, `./scrip verify` says what and where.
class DamageTest {

    private static TestDatabase good;
    private static Head published;

    private static final String BODY = "where account = 1 and command = 'GrantPack'";

    private static final String USE =
            "(select max(seq) from log where account = 1 and body is null)";

    /// Each damage, with what the finding must say on the line below it. The row at 2 is a grant,
    /// and has a body; a use has typed columns. Some change what a row of its kind does not use.
    private static final String DAMAGES =
            """
            update log set body = replace(body::text, 'PackIssued', 'PackStarted')::json {body}
                >> first (account 1): the hash of the row at 2
            update log set body = regexp_replace(body::text, '"effectiveAt":1', '"effectiveAt":2')::json {body}
                >> first (account 1): the hash of the row at 2
            update log set available = available + 1 where account = 1 and seq = {use}
                >> first (account 1): the hash of the row at
            update log set body = regexp_replace(body::text, '"answer":.*', '"answer":{"type":"Done"}}')::json {body}
                >> first (account 1): the hash of the row at 2
            update log set booked_at = booked_at + interval '1 microsecond' where account = 1 and seq = {use}
                >> first (account 1): the hash of the row at
            update log set actor = 'somebody' {body}
                >> first (account 1): the hash of the row at 2
            update log set request_id = 'other' {body}
                >> first (account 1): the hash of the row at 2
            update log set content = gen_random_uuid() {body}
                >> first (account 1): the hash of the row at 2
            update log set pack = 7 {body}
                >> first (account 1): the hash of the row at 2
            update log set organization = 'other' {body}
                >> first (account 1): the hash of the row at 2
            update log set late = null where account = 1 and seq = {use}
                >> first (account 1): the hash of the row at
            delete from log where account = 1 and seq = {use}
                >> first (account 1)
            delete from log where account = 2
                >> second (account 2): the row at
            set session_replication_role = replica; delete from log where account = 2; delete from accounts where account = 2
                >> checkpoint_ends: rows of 1 accounts that do not exist
            update notices set quantity = coalesce(quantity, 0) + 1 where account = 1
                >> first (account 1): notices differ
            update notices set effective_at = effective_at - interval '1 day' where account = 1
                >> first (account 1): notices differ
            update notices set booked_at = booked_at - interval '1 day' where account = 1
                >> first (account 1): notices differ
            update notices set realm = 1 where account = 1
                >> notices: rows of 1 accounts
            update corrections set booked_at = booked_at - interval '1 day' where account = 1
                >> first (account 1): corrections differ
            update other_postings set booked_at = booked_at - interval '1 day' where account = 1 and seq = 2
                >> first (account 1): postings of fact 2
            update other_postings set line = 5 where account = 1 and seq = 2
                >> first (account 1): postings of fact 2
            insert into other_postings select account, 9999, line, booked_at, resource, storage_years, from_book, to_book, pack, use, units from other_postings where account = 1 and seq = 2
                >> first (account 1): postings are ahead
            update snapshots set booked_at = booked_at - interval '1 day' where account = 1
                >> first (account 1): the snapshot at
            update accounts set name = 'Other' where account = 1
                >> first (account 1): is named Other
            update accounts set opened_at = opened_at - interval '1 day' where account = 1
                >> first (account 1): was opened at
            update accounts set id = 'other' where account = 1
                >> other (account 1): its id is other, at a checkpoint it was first
            update accounts set realm = 1 where account = 1
                >> realm 1, first (account 1): it is in realm 1
            insert into beneficiaries values (1, 'other', 1)
                >> beneficiaries: rows of
            update realms set clock_at = clock_at + interval '1 hour' where kind = 'SANDBOX'
                >> realms [2]: was changed
            update realms set name = 'other' where kind = 'SANDBOX'
                >> realms [2]: was changed
            update realms set removed_at = now() where kind = 'SANDBOX'
                >> realms [2]: was changed
            insert into realms values (9, 'hidden', 'SANDBOX', now())
                >> realms [9]: was added
            delete from catalog_versions where version = '2026-2'
                >> catalog_versions [1, "aimis", "2026-2"]: was removed
            update catalog_versions set source = 'cheaper' where version = '2026-1'
                >> catalog_versions [1, "aimis", "2026-1"]: was changed
            update catalog_versions set effective_at = effective_at - interval '1 hour' where version = '2026-2'
                >> catalog_versions [1, "aimis", "2026-2"]: was changed
            insert into staff select person, 'ADMINISTRATOR', now() from persons where name = 'Li'
                >> staff ["00000000-0000-0000-0000-000000000002", "ADMINISTRATOR"]: was added
            update staff set role = 'ADMINISTRATOR'
                >> staff ["00000000-0000-0000-0000-000000000001", "SALES"]: was removed
            update persons set email = 'me@example.org' where name = 'Li'
                >> persons ["00000000-0000-0000-0000-000000000002"]: was changed
            update persons set password = 'mine' where name = 'Li'
                >> persons ["00000000-0000-0000-0000-000000000002"]: was changed
            delete from let_in; delete from passkeys; delete from members where person = '00000000-0000-0000-0000-000000000002'; delete from persons where name = 'Li'
                >> persons ["00000000-0000-0000-0000-000000000002"]: was removed
            insert into members select 1, person, 'OWNER', now() from persons where name = 'Wang'
                >> members [1, "00000000-0000-0000-0000-000000000001", "OWNER"]: was added
            insert into sessions select gen_random_uuid(), sha256('mine'), person, csrf_token, method, address, agent, now(), now(), ends_at, now() from sessions
                >> sessions [
            update links set roles = '{OWNER}'
                >> links [
            update passkeys set public_key = 'mine'
                >> passkeys [
            update second_factors set secret = 'mine'
                >> second_factors [
            update recovery_codes set used_at = null, made_at = now()
                >> recovery_codes [
            update identity_providers set issuer = 'https://mine.example'
                >> identity_providers ["00000000-0000-0000-0000-000000000004"]: was changed
            update provider_roles set role = 'ADMINISTRATOR'
                >> provider_roles [
            update federated_identities set subject = 'mine'
                >> federated_identities [
            update staff set provider = '00000000-0000-0000-0000-000000000004'
                >> staff [
            update sessions set second_factor_at = now()
                >> sessions [
            update api_keys set actions = '{use,correct}'
                >> api_keys ["00000000-0000-0000-0000-000000000003"]: was changed
            update api_secrets set hash = sha256('mine')
                >> api_secrets [
            update devices set person = '00000000-0000-0000-0000-000000000002'
                >> devices [
            alter table acceptance_documents drop constraint acceptance_documents_check; update acceptance_documents set content = 'other'
                >> its content is not that of its hash
            update acceptance_documents set uploaded_by = 'other'
                >> acceptance_documents [
            update audit_entries set actor_name = 'other' where seq = 2
                >> audit log: entry 2
            update audit_entries set after = '{"email":"other@example.org"}' where seq = 1
                >> audit log: entry 1
            update audit_erasures set digest = sha256('other')
                >> audit_erasures [1]: was changed
            insert into audit_erasures values (2, now(), sha256('other'))
                >> audit_erasures [2]: was added
            update persons set erased_at = now() where name = 'Li'
                >> persons ["00000000-0000-0000-0000-000000000002"]: was changed
            update api_keys set maker = null, addresses = '{}'
                >> api_keys ["00000000-0000-0000-0000-000000000003"]: was changed
            update links set maker_key = '00000000-0000-0000-0000-000000000003'
                >> links [
            delete from audit_entries where seq = 3; update audit_head set seq = 2, hash = (select hash from audit_entries where seq = 2)
                >> audit_entries [3]: was removed
            update installation_log set digest = null where what = 'staff'
                >> installation log: entry
            update installation_log set at = at + interval '1 second' where seq = 3
                >> installation log: entry 3 (
            delete from installation_log where seq = 3
                >> installation log: entry 3 is missing
            delete from installation_log where seq = (select max(seq) from installation_log)
                >> were written
            update checkpoints set root = sha256('other') where checkpoint = 1
                >> checkpoint 1: the ends of accounts are not those of its root
            update checkpoints set facts = facts + 1 where checkpoint = 2
                >> checkpoints [2]: was changed
            update checkpoint_ends set hash = gen_random_uuid() where account = 1 and checkpoint = 1
                >> first (account 1): the row at
            delete from checkpoint_ends where account = 2 and checkpoint = 1
                >> checkpoint 1: the ends of accounts
            truncate freed_subjects
                >> first (account 1): freed subjects differ
            update waits set due_at = 'infinity', from_at = from_at - interval '1 day' where account = 1
                >> first (account 1): waits differ
            set session_replication_role = replica; set role scrip_writer; insert into staff select person, 'FINANCE', now() from persons
                >> staff [
            """;

    private static Map<String, String> damages() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String one : DAMAGES.split("\n(?! )", -1)) {
            String[] parts = one.split("\n *>> ", -1);
            if (parts.length == 2) {
                all.put(parts[0].replace("{use}", USE).replace("{body}", BODY), parts[1].strip());
            }
        }
        return all;
    }

    @BeforeAll
    static void make() throws SQLException {
        LedgerWorld world = LedgerWorld.fresh(Tuning.limits(100, 16, 100, 5));
        for (String name : List.of("first", "second")) {
            world.open(name, 100);
            for (int n = 0; n < 6; n++) {
                world.accepted(name, LedgerWorld.use(name, 3, "s" + n), "u" + n);
            }
        }
        People.join(world.test.database());
        Checkpoints checkpoints = new Checkpoints(world.test.database(), InstantSource.system());
        checkpoints.make();
        world.accepted("first", new Command.CorrectUse(null, "u3", 3, "wrong"), "c1");
        world.accepted("first", LedgerWorld.use("first", 80), "much");
        world.ledger.realms().moveClock(world.realm, LedgerWorld.START.plus(Duration.ofDays(2)));
        world.accepted("first", LedgerWorld.use("first", 1), "later");
        world.accepted("second", LedgerWorld.use("second", 1), "later");
        published = checkpoints.make();
        world.ledger.close();
        world.audit();
        good = world.test;
    }

    @AfterAll
    static void drop() {
        good.close();
    }

    private static List<String> findings(TestDatabase test, @Nullable Head head) {
        List<String> found =
                new ArrayList<>(new Verification(test.database()).run(head).findings());
        AuditChain.Result audit = new AuditChain(test.database()).check();
        if (audit.broken() != null) {
            found.add(audit.line());
        }
        return found;
    }

    private static void superuser(TestDatabase test, String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void everyDamageIsFoundAndNamed() {
        assertTrue(damages().size() >= 40);
        assertAll(
                damages().entrySet().stream()
                        .map(one -> (Executable) () -> isFound(one.getKey(), one.getValue())));
    }

    private static void isFound(String damage, String finding) throws SQLException {
        try (TestDatabase test = good.copy()) {
            superuser(test, damage);
            List<String> found = findings(test, null);
            assertTrue(
                    found.stream().anyMatch(line -> line.contains(finding)),
                    damage + "\n" + finding + "\n" + found);
        }
    }

    @Test
    void nothingIsFoundInAGoodOne() {
        try (TestDatabase test = good.copy()) {
            assertEquals(List.of(), findings(test, null));
            assertEquals(List.of(), findings(test, published));
        }
    }

    /// One use is removed with everything that follows from it, and every chain is made again.
    @Test
    void onlyAPublishedHeadTellsOfAChainThatWasMadeAgain() throws SQLException {
        try (TestDatabase test = good.copy()) {
            superuser(
                    test,
                    """
                    delete from log where account = 2 and key_text = 'later';
                    delete from snapshots where account = 2;
                    """);
            assertTrue(
                    findings(test, null).stream()
                            .anyMatch(l -> l.contains("second (account 2): the row at")));
            superuser(test, AGAIN);
            new Checkpoints(test.database(), InstantSource.system()).make();
            new Checkpoints(test.database(), InstantSource.system()).make();
            assertEquals(List.of(), findings(test, null));
            List<String> found = findings(test, published);
            assertTrue(
                    found.stream().anyMatch(l -> l.contains("of the installation log")),
                    found + "");
            assertTrue(
                    found.stream().anyMatch(l -> l.contains("the rows of some account")),
                    found + "");
        }
    }

    private static final String AGAIN =
            """
            truncate checkpoint_ends, checkpoints, installation_log;
            update installation_head set seq = 0, hash = decode(repeat('00', 32), 'hex');
            set timezone = 'UTC';
            do $$
            declare
                one record;
                row record;
            begin
                for one in
                    select distinct tgrelid::regclass as place,
                        convert_from(split_part(encode(tgargs, 'escape'), '\\000', 1)::bytea, 'UTF8') as name,
                        split_part(encode(tgargs, 'escape'), '\\000', 2)::text[] as keys,
                        split_part(encode(tgargs, 'escape'), '\\000', 3)::text[] as columns
                    from pg_trigger
                    where tgfoid = 'sealed'::regproc
                loop
                    for row in execute format('select to_jsonb(t) as t from %s t', one.place) loop
                        perform add_to_installation_log(
                            one.name, sealed_key(row.t, one.keys), sealed_digest(row.t, one.columns));
                    end loop;
                end loop;
            end $$;
            """;
}

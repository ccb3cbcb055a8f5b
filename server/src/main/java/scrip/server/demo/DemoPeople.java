package scrip.server.demo;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.people.Language;
import scrip.server.people.Passwords;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// The users who can sign in to the demo; the README names them.
final class DemoPeople {

    /// The password of all demo users; the demo holds nothing worth protecting.
    static final String PASSWORD = "look around freely";

    /// A user who owns a hospital and also works in the vendor's operations, which may move the
    /// clock: one person can play both sides.
    private static final String BOTH_SIDES = "try@riverbend.example";

    private record Employee(String email, String name, Language locale, VendorRole role) {}

    private record Member(
            String email, String name, Language locale, OrganizationRole role, List<String> at) {}

    private static final List<Employee> EMPLOYEES =
            List.of(
                    new Employee(
                            "admin@vendor.example",
                            "Ada Berg",
                            Language.EN,
                            VendorRole.ADMINISTRATOR),
                    new Employee(
                            "sales@vendor.example", "Sam Ortiz", Language.EN, VendorRole.SALES),
                    new Employee("finance@vendor.example", "陈晨", Language.ZH, VendorRole.FINANCE),
                    new Employee(
                            "audit@vendor.example", "Uwe Klein", Language.EN, VendorRole.AUDITOR));

    private static final List<Member> MEMBERS =
            List.of(
                    new Member(
                            "owner@east.example",
                            "李娜",
                            Language.ZH,
                            OrganizationRole.OWNER,
                            List.of(EastAlliance.ID, "binjiang-first", "nanhu-tcm")),
                    new Member(
                            "owner@rhine.example",
                            "Anna Weber",
                            Language.EN,
                            OrganizationRole.OWNER,
                            List.of(RhineAlliance.ID, "waldkrankenhaus")),
                    new Member(
                            "owner@lakeside.example",
                            "Grace Hill",
                            Language.EN,
                            OrganizationRole.OWNER,
                            List.of("lakeside-medical", "harbor-clinic", "prairie-health")),
                    new Member(
                            "viewer@lakeside.example",
                            "Tom Reed",
                            Language.EN,
                            OrganizationRole.VIEWER,
                            List.of("lakeside-medical")),
                    new Member(
                            "owner@jiangnan.example",
                            "王芳",
                            Language.ZH,
                            OrganizationRole.OWNER,
                            List.of("jiangnan-checkup", "xishan-people")),
                    new Member(
                            BOTH_SIDES,
                            "Robin Lake",
                            Language.EN,
                            OrganizationRole.OWNER,
                            List.of(Counter.TRY)));

    private DemoPeople() {}

    /// Creates the users with their roles.
    ///
    /// @return the name of the first employee, as the server names a signed-in user
    static String join(Database database, Ledger ledger, Realm realm, Instant now) {
        Passwords passwords = new Passwords();
        String hash = passwords.hash(PASSWORD, "nobody@example.org");
        return database.transact(sql -> {
            EMPLOYEES.forEach(one -> {
                Person person = Persons.add(sql, one.email, one.name, one.locale, hash, now);
                Persons.joinVendor(sql, person.id(), List.of(one.role), now);
            });
            MEMBERS.forEach(one -> seat(sql, ledger, realm, one, hash, now));
            Person both = Persons.byEmail(sql, BOTH_SIDES).orElseThrow();
            Persons.joinVendor(sql, both.id(), List.of(VendorRole.OPERATIONS), now);
            Person first = Persons.byEmail(sql, EMPLOYEES.getFirst().email).orElseThrow();
            return first.name() + " (" + first.id() + ")";
        });
    }

    /// Whether the demo's users exist; they are created last.
    static boolean areThere(Database database) {
        return database.readAll(sql ->
                sql.sql("select exists (select from realms where name = :realm)")
                                .param("realm", Demo.REALM)
                                .query(Boolean.class)
                                .single()
                        && Persons.byEmail(sql, EMPLOYEES.getFirst().email).isPresent());
    }

    /// Whether there are users, or organizations in the live realm.
    static boolean areOthers(Database database) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select exists (select from persons)
                                    or exists (
                                        select from accounts
                                        join realms r using (realm)
                                        where r.kind = 'LIVE')
                                """)
                        .query(Boolean.class)
                        .single());
    }

    private static void seat(
            JdbcClient sql, Ledger ledger, Realm realm, Member one, String hash, Instant now) {
        Person person = Persons.add(sql, one.email, one.name, one.locale, hash, now);
        for (String organization : one.at) {
            long account = ledger.number(realm, new OrganizationId(organization));
            Persons.join(sql, account, person.id(), List.of(one.role), now);
        }
    }
}

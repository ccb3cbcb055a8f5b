package scrip.server.demo;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.person.Locale;
import scrip.server.person.Passwords;
import scrip.server.person.Person;
import scrip.server.person.Persons;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Who can sign in to the demo: the README names them.
final class People {

    /// The password of all of them; the demo is for looking around, not for keeping.
    static final String PASSWORD = "look around freely";

    private record Employee(String email, String name, Locale locale, VendorRole role) {}

    private record Member(
            String email, String name, Locale locale, OrganizationRole role, List<String> at) {}

    private static final List<Employee> EMPLOYEES =
            List.of(
                    new Employee(
                            "admin@vendor.example",
                            "Ada Berg",
                            Locale.EN,
                            VendorRole.ADMINISTRATOR),
                    new Employee("sales@vendor.example", "Sam Ortiz", Locale.EN, VendorRole.SALES),
                    new Employee("finance@vendor.example", "陈晨", Locale.ZH, VendorRole.FINANCE),
                    new Employee(
                            "audit@vendor.example", "Uwe Klein", Locale.EN, VendorRole.AUDITOR));

    private static final List<Member> MEMBERS =
            List.of(
                    new Member(
                            "owner@east.example",
                            "李娜",
                            Locale.ZH,
                            OrganizationRole.OWNER,
                            List.of(EastAlliance.ID, "binjiang-first", "nanhu-tcm")),
                    new Member(
                            "owner@rhine.example",
                            "Anna Weber",
                            Locale.EN,
                            OrganizationRole.OWNER,
                            List.of(RhineAlliance.ID, "waldkrankenhaus")),
                    new Member(
                            "owner@lakeside.example",
                            "Grace Hill",
                            Locale.EN,
                            OrganizationRole.OWNER,
                            List.of("lakeside-medical", "harbor-clinic", "prairie-health")),
                    new Member(
                            "viewer@lakeside.example",
                            "Tom Reed",
                            Locale.EN,
                            OrganizationRole.VIEWER,
                            List.of("lakeside-medical")),
                    new Member(
                            "owner@jiangnan.example",
                            "王芳",
                            Locale.ZH,
                            OrganizationRole.OWNER,
                            List.of("jiangnan-checkup", "xishan-people")));

    private People() {}

    /// Lets them in, each with the roles they have.
    static void join(Database database, Ledger ledger, Realm realm, Instant now) {
        Passwords passwords = new Passwords();
        Persons persons = new Persons();
        String hash = passwords.hash(PASSWORD, "nobody@example.org");
        database.transact(sql -> {
            EMPLOYEES.forEach(one -> {
                Person person = persons.add(sql, one.email, one.name, one.locale, hash, now);
                persons.joinVendor(sql, person.id(), List.of(one.role), now);
            });
            MEMBERS.forEach(one -> seat(sql, ledger, realm, persons, one, hash, now));
            return MEMBERS.size();
        });
    }

    /// Whether the demo's people were let in, which is what is done last.
    static boolean areThere(Database database) {
        return database.audit(
                sql -> new Persons().byEmail(sql, EMPLOYEES.getFirst().email()).isPresent());
    }

    private static void seat(
            JdbcClient sql,
            Ledger ledger,
            Realm realm,
            Persons persons,
            Member one,
            String hash,
            Instant now) {
        Person person = persons.add(sql, one.email, one.name, one.locale, hash, now);
        for (String organization : one.at) {
            long account = ledger.number(realm, new OrganizationId(organization));
            persons.join(sql, account, person.id(), List.of(one.role), now);
        }
    }
}

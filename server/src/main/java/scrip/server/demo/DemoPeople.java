package scrip.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import scrip.server.yaml.Faults;
import scrip.server.yaml.YamlMap;
import scrip.server.yaml.YamlReader;
import scrip.server.yaml.YamlValue;

/// The users who can sign in to the demo; the README names them.
///
/// @param password of all of them; the demo holds nothing worth protecting
record DemoPeople(String password, List<Someone> all) {

    static final String FILE = "people.yaml";

    /// One user. Somebody may be of an organization and of the vendor: one person can play both
    /// sides.
    ///
    /// @param language English if the file names none
    /// @param vendor their role at the vendor; null if they do not work there
    /// @param role their role in each of the organizations
    record Someone(
            String email,
            String name,
            Language language,
            @Nullable VendorRole vendor,
            @Nullable OrganizationRole role,
            List<String> organizations) {}

    /// @throws IllegalArgumentException with all faults and their lines
    static DemoPeople read(byte[] bytes) {
        Faults faults = new Faults();
        Optional<DemoPeople> read =
                YamlReader.read(bytes, faults).flatMap(YamlValue::map).map(DemoPeople::people);
        if (read.isEmpty() || !faults.isEmpty()) {
            throw new IllegalArgumentException(FILE + ": " + faults.list());
        }
        return read.get();
    }

    private static DemoPeople people(YamlMap map) {
        String password = text(map, "password");
        List<Someone> all = new ArrayList<>();
        for (YamlValue value : map.required("people").flatMap(YamlValue::list).orElse(List.of())) {
            value.map().map(DemoPeople::someone).ifPresent(all::add);
        }
        map.refuseOtherFields();
        return new DemoPeople(password, all);
    }

    private static Someone someone(YamlMap map) {
        Language language = word(map, "language", Language.values());
        OrganizationRole role = word(map, "role", OrganizationRole.values());
        List<String> organizations =
                map.optional("of").flatMap(YamlValue::list).orElse(List.of()).stream()
                        .flatMap(v -> v.written().stream())
                        .toList();
        if (organizations.isEmpty() != (role == null)) {
            map.fault("`role` and `of` go together");
        }
        Someone one =
                new Someone(
                        text(map, "email"),
                        text(map, "name"),
                        language == null ? Language.EN : language,
                        word(map, "vendor", VendorRole.values()),
                        role,
                        organizations);
        map.refuseOtherFields();
        return one;
    }

    private static String text(YamlMap map, String field) {
        return map.required(field).flatMap(YamlValue::text).orElse("");
    }

    private static <E extends Enum<E>> @Nullable E word(YamlMap map, String field, E[] constants) {
        return map.optional(field).flatMap(v -> v.choice(constants)).orElse(null);
    }

    /// Creates the users with their roles.
    ///
    /// @return by e-mail, how the server names each of them when signed in
    Map<String, String> join(Database database, Ledger ledger, Realm realm, Instant now) {
        String hash = new Passwords(Duration.ZERO).hash("demo", password, List.of());
        return database.transact(sql -> {
            Map<String, String> names = new LinkedHashMap<>();
            for (Someone one : all) {
                Person person = Persons.add(sql, one.email, one.name, one.language, hash, now);
                // As people of a real installation would have: the demo shows their everyday work.
                Persons.prove(sql, person.id(), Persons.EmailProof.MAIL, now);
                names.put(one.email, person.name() + " (" + person.id() + ")");
                if (one.vendor != null) {
                    Persons.joinVendor(sql, person.id(), List.of(one.vendor), now);
                }
                if (one.role != null) {
                    for (String organization : one.organizations) {
                        long account = ledger.number(realm, new OrganizationId(organization));
                        Persons.join(sql, account, person.id(), List.of(one.role), now);
                    }
                }
            }
            return names;
        });
    }

    /// Whether the demo's users exist; they are created last.
    static boolean areThere(Database database) {
        return database.readAll(sql ->
                sql.sql("select exists (select from realms where name = :realm)")
                                .param("realm", Demo.REALM)
                                .query(Boolean.class)
                                .single()
                        && Persons.byEmail(sql, read(Stories.bytes(FILE)).all.getFirst().email)
                                .isPresent());
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
}

package scrip.server.scim;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.text.Unicode;
import scrip.server.database.Database;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.ProblemException;
import scrip.server.people.Departures;
import scrip.server.people.DirectoryRoles;
import scrip.server.people.Language;
import scrip.server.people.LetIn;
import scrip.server.people.Person;
import scrip.server.people.Persons;
import scrip.server.role.Revision;
import scrip.server.trail.AuditTrail;
import tools.jackson.databind.JsonNode;

/// What a directory does to its users.
final class Users implements ResourceKind {

    /// How many a directory may have.
    static final int MOST = 50_000;

    private static final String GROUPS = "groups";

    private final Database database;
    private final AuditTrail trail;
    private final Revision revision;

    Users(Database database, AuditTrail trail, Revision revision) {
        this.database = database;
        this.trail = trail;
        this.revision = revision;
    }

    private record Noted(
            UUID user,
            String userName,
            @Nullable String externalId,
            boolean active,
            boolean confirmed,
            List<String> roles) {

        static Noted of(DirectoryStore.User user, Set<String> roles) {
            return new Noted(
                    user.id(),
                    user.fields().userName(),
                    user.fields().externalId(),
                    user.active(),
                    user.confirmedAt() != null,
                    Settlement.Roles.told(roles));
        }
    }

    @Override
    public FilterSql.Condition condition(@Nullable Filter filter) {
        return FilterSql.of(filter, DirectoryStore.FOUND_BY, UserDraft.SCHEMA);
    }

    @Override
    public ProblemException unknown(@Nullable UUID id) {
        return Unknown.user(id);
    }

    @Override
    public Found page(
            Directory directory, FilterSql.Condition condition, Span span, Chosen chosen) {
        return database.readAll(sql -> {
            List<DirectoryStore.User> page =
                    DirectoryStore.USERS.page(sql, directory.provider(), condition, span);
            return Found.of(
                    DirectoryStore.USERS.count(sql, directory.provider(), condition),
                    page,
                    chosen.has(GROUPS)
                            ? GroupStore.ofUsers(
                                    sql, page.stream().map(DirectoryStore.User::id).toList())
                            : List.of(),
                    GroupStore.Membership::user);
        });
    }

    @Override
    public Shown one(Directory directory, UUID id, Chosen chosen) {
        return database.readAll(sql -> shown(sql, find(sql, directory, id), chosen));
    }

    /// Makes a user. Whoever has the address already becomes it, if the directory may name the
    /// address; who belongs elsewhere too only once they have signed in with the provider.
    @Override
    public Shown make(Call call, Directory directory, JsonNode body) {
        UserDraft draft = UserDraft.of(null);
        draft.whole(body);
        UserFields fields = draft.checked();
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    checkFree(sql, directory, fields, null);
                    checkSpeaksOf(directory, fields);
                    if (DirectoryStore.USERS.count(
                                    sql, directory.provider(), FilterSql.Condition.ALL)
                            >= MOST) {
                        throw ScimType.INVALID_VALUE.fault(
                                "a directory has at most " + MOST + " users here");
                    }
                    Person known = Persons.byEmail(sql, fields.address()).orElse(null);
                    if (known != null && hasUser(sql, directory, known)) {
                        throw taken();
                    }
                    Settlement settlement = new Settlement(sql, directory, change.now());
                    boolean confirmed =
                            known == null
                                    || !settlement.belongsElsewhere(known.id())
                                    || isConfirmed(sql, directory, known.id());
                    Person person = known == null ? newPerson(change, fields, draft) : known;
                    DirectoryStore.User user =
                            new DirectoryStore.User(
                                    UuidCreator.getTimeOrderedEpoch(),
                                    directory.provider(),
                                    directory.account(),
                                    person.id(),
                                    fields,
                                    known == null,
                                    confirmed ? change.now() : null,
                                    1,
                                    change.now(),
                                    change.now());
                    DirectoryStore.add(sql, user);
                    LetIn.keep(sql, directory.provider(), person.id(), change.now());
                    if (user.active()) {
                        Departures.comeBack(sql, directory.account(), person.id());
                    }
                    note(call, change, directory, null, user, settlement.settle(user));
                    return new Shown(user, List.of());
                });
    }

    private static boolean hasUser(JdbcClient sql, Directory directory, Person person) {
        return DirectoryStore.ofPerson(sql, directory.provider(), person.id()).isPresent();
    }

    private static Person newPerson(
            AuditTrail.AuditedChange change, UserFields fields, UserDraft draft) {
        return Persons.add(
                change.sql(),
                fields.address(),
                name(fields),
                Objects.requireNonNullElse(draft.language(), Language.EN),
                null,
                change.now());
    }

    private static String name(UserFields fields) {
        return Unicode.cut(fields.calledName(), UserDraft.TEXT_CHARACTERS_MAX);
    }

    /// Changes a user. One who is inactive stays so until the directory says that they are active.
    @Override
    public Shown change(
            Call call,
            Directory directory,
            UUID id,
            @Nullable EntityTags ifVersion,
            Chosen chosen,
            Consumer<Draft> edit) {
        return changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    DirectoryStore.User before = find(sql, directory, id);
                    EntityTags.check(ifVersion, before.version());
                    UserDraft draft = UserDraft.of(before.fields());
                    edit.accept(draft);
                    UserFields fields = draft.checked();
                    if (fields.equals(before.fields())) {
                        return shown(sql, before, chosen);
                    }
                    DirectoryStore.User after = before.with(fields, change.now());
                    checkFree(sql, directory, fields, id);
                    Settlement settlement = new Settlement(sql, directory, change.now());
                    follow(change, directory, settlement, before, fields);
                    DirectoryStore.change(sql, after);
                    if (after.active() && !before.active()) {
                        Departures.comeBack(sql, directory.account(), after.person());
                    }
                    note(
                            call,
                            change,
                            directory,
                            before,
                            after,
                            before.active() || after.active()
                                    ? settlement.settle(after)
                                    : settlement.present(after));
                    return shown(sql, after, chosen);
                });
    }

    /// Whoever the directory brought, and who belongs nowhere else, is called what it says and has
    /// the address that it says.
    private static void follow(
            AuditTrail.AuditedChange change,
            Directory directory,
            Settlement settlement,
            DirectoryStore.User before,
            UserFields fields) {
        JdbcClient sql = change.sql();
        boolean moves = !fields.address().equals(before.fields().address());
        if (moves) {
            checkSpeaksOf(directory, fields);
            boolean isOthers =
                    Persons.byEmail(sql, fields.address())
                            .filter(p -> !p.id().equals(before.person()))
                            .isPresent();
            if (isOthers) {
                throw taken();
            }
        }
        if (!before.madePerson() || settlement.belongsElsewhere(before.person())) {
            return;
        }
        Person person = Persons.byId(sql, before.person()).orElseThrow();
        if (moves) {
            Persons.move(sql, person.id(), fields.address(), change.now());
            Persons.unprove(sql, person.id());
        }
        if (!name(fields).equals(name(before.fields()))) {
            Persons.rename(sql, person.id(), name(fields), language(person));
        }
    }

    private static Language language(Person person) {
        return Language.ZH.code().equals(person.locale()) ? Language.ZH : Language.EN;
    }

    /// Removes a user, who is then not in the place any more.
    @Override
    public void remove(Call call, Directory directory, UUID id, @Nullable EntityTags ifVersion) {
        changed(
                call,
                change -> {
                    JdbcClient sql = change.sql();
                    DirectoryStore.User user = find(sql, directory, id);
                    EntityTags.check(ifVersion, user.version());
                    Settlement settlement = new Settlement(sql, directory, change.now());
                    Set<String> before = DirectoryRoles.of(sql, directory.account(), user.person());
                    settlement.expel(user);
                    DirectoryStore.USERS.remove(sql, id);
                    change.note(
                            directory.event(
                                    call.route().action(),
                                    user.person(),
                                    Noted.of(user, before),
                                    null));
                    return user;
                });
    }

    private <T> T changed(Call call, Function<AuditTrail.AuditedChange, T> work) {
        T result = trail.change(call, work);
        revision.raise();
        return result;
    }

    private static void note(
            Call call,
            AuditTrail.AuditedChange change,
            Directory directory,
            DirectoryStore.@Nullable User before,
            DirectoryStore.User after,
            Settlement.Roles roles) {
        change.note(
                directory.event(
                        call.route().action(),
                        after.person(),
                        before == null ? null : Noted.of(before, roles.before()),
                        Noted.of(after, roles.after())));
    }

    private static void checkFree(
            JdbcClient sql, Directory directory, UserFields fields, @Nullable UUID but) {
        if (DirectoryStore.USERS.isTaken(
                sql, directory.provider(), fields.userName(), fields.externalId(), but)) {
            throw ScimType.UNIQUENESS.fault(
                    "another user of this directory has the userName or the externalId");
        }
    }

    /// The same answer whether anybody has the address or not: nobody learns who is known here.
    private static void checkSpeaksOf(Directory directory, UserFields fields) {
        if (!directory.speaksOf(fields.address())) {
            throw ScimType.UNIQUENESS.fault(
                    "this directory may name addresses of its own domains only: let the vendor bind"
                            + " the domain of "
                            + Sent.cut(fields.address())
                            + " to the provider");
        }
    }

    private static RuntimeException taken() {
        return ScimType.UNIQUENESS.fault("another person has the address");
    }

    private static boolean isConfirmed(JdbcClient sql, Directory directory, UUID person) {
        return sql.sql(
                        """
                        select exists (
                            select from federated_identities
                            where provider = :provider
                                and person = :person)
                        """)
                .param("provider", directory.provider())
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    private static DirectoryStore.User find(JdbcClient sql, Directory directory, UUID id) {
        return DirectoryStore.USERS
                .one(sql, directory.provider(), id)
                .orElseThrow(() -> Unknown.user(id));
    }

    private static Shown shown(JdbcClient sql, DirectoryStore.User user, Chosen chosen) {
        return new Shown(
                user, chosen.has(GROUPS) ? GroupStore.ofUsers(sql, List.of(user.id())) : List.of());
    }
}

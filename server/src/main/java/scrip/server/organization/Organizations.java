package scrip.server.organization;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.order.Agreement;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.account.Accounts;
import scrip.server.account.Accounts.GrantedCommand;
import scrip.server.http.Call;
import scrip.server.http.EntityTags;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;
import scrip.server.role.Permission;

/// The use cases of organizations.
final class Organizations {

    private final Accounts accounts;
    private final OrganizationStore store;

    Organizations(Accounts accounts, OrganizationStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    /// The wanted state of an organization; null fields were not sent and stay unchanged.
    ///
    /// @param namesStorage whether the default storage term was sent, even if as null
    record OrganizationChange(
            @Nullable OrganizationKind kind,
            @Nullable String name,
            @Nullable ZoneId zone,
            boolean namesStorage,
            @Nullable Integer defaultStorageYears) {}

    /// What can be changed of an organization.
    record Settings(String zone, @Nullable Integer defaultStorageYears, String name) {

        static Settings of(Account.Profile profile) {
            return new Settings(
                    profile.zone().getId(), profile.defaultStorageYears(), profile.name());
        }

        /// The tag of these settings.
        String tag() {
            return EntityTags.ofContent(this);
        }
    }

    private static final int LOCKS = 64;

    /// One change of an organization at a time: only the server that writes books any.
    private final List<Lock> changing =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(LOCKS).toList();

    /// Changes an organization while nobody else does.
    void alone(OrganizationId id, Runnable change) {
        Lock lock = changing.get(Math.floorMod(id.hashCode(), LOCKS));
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /// What can be changed, as it is now.
    Settings settings(Call call, OrganizationId id) {
        return Settings.of(find(call, id).profile());
    }

    /// The names of the members and consortia of an organization.
    SortedMap<String, String> names(Call call, Account.Profile profile) {
        List<OrganizationId> around = new ArrayList<>(profile.members());
        around.addAll(profile.consortia());
        return store.names(call.realm().number(), around);
    }

    /// A page of organizations.
    List<OrganizationStore.Row> page(Call call, OrganizationStore.Filter filter, int most) {
        int realm = call.realm().number();
        Instant now = call.now();
        return call.identity().may(Permission.ORGANIZATIONS_LIST)
                ? store.page(realm, filter, now, most)
                : store.pageOf(call.identity().accounts(realm), realm, filter, now, most);
    }

    Account find(Call call, OrganizationId id) {
        return accounts.read(call.granted(id)).account();
    }

    boolean exists(Call call, OrganizationId id) {
        return accounts.readIfAny(call.granted(id), null).account().exists();
    }

    void open(Call call, OrganizationId id, Command.OpenAccount command) {
        accounts.book(call.granted(id), command, null);
    }

    /// Changes only the fields that were sent (X3). The kind of an organization never changes.
    void change(Call call, OrganizationId id, OrganizationChange wanted) {
        Account.Profile profile = find(call, id).profile();
        Settings before = Settings.of(profile);
        call.checkVersion(before.tag());
        call.note().was(before);
        OrganizationKind kind = wanted.kind();
        if (kind != null && profile.kind() != kind) {
            throw new ProblemException(
                    Code.ORGANIZATION_EXISTS,
                    id + " exists with another kind, which does not change");
        }
        List<GrantedCommand> changes = new ArrayList<>();
        String name = wanted.name();
        if (name != null) {
            changes.add(new GrantedCommand(call.granted(id), new Command.ChangeName(name)));
        }
        ZoneId zone = wanted.zone();
        if (zone != null) {
            changes.add(new GrantedCommand(call.granted(id), new Command.ChangeZone(zone)));
        }
        if (wanted.namesStorage()) {
            changes.add(
                    new GrantedCommand(
                            call.granted(id),
                            new Command.ChangeDefaultStorage(wanted.defaultStorageYears())));
        }
        if (!changes.isEmpty()) {
            accounts.bookTogether(changes, null);
        }
    }

    void join(Call call, OrganizationId consortium, OrganizationId member, @Nullable String key) {
        accounts.bookTogether(
                List.of(
                        new GrantedCommand(call.granted(consortium), new Command.AddMember(member)),
                        new GrantedCommand(
                                call.granted(member), new Command.JoinConsortium(consortium))),
                key);
    }

    void leave(Call call, OrganizationId consortium, OrganizationId member, @Nullable String key) {
        accounts.bookTogether(
                List.of(
                        new GrantedCommand(
                                call.granted(consortium), new Command.RemoveMember(member)),
                        new GrantedCommand(
                                call.granted(member), new Command.LeaveConsortium(consortium))),
                key);
    }

    /// Records a signed agreement, whose prices are then complete (C9).
    Agreement sign(Call call, OrganizationId id, Command.SignAgreement agreement, String key) {
        return accounts.book(call.granted(id), agreement, key).agreement();
    }

    /// For each product the agreement in force, or the one recorded last if none is.
    List<Agreement> agreements(Call call, OrganizationId id) {
        Reading reading = accounts.read(call.granted(id));
        return reading.account().agreementsShown(reading.now());
    }

    /// No discount.
    static BigDecimal percentOrNone(@Nullable BigDecimal percent) {
        return percent == null ? BigDecimal.ZERO : percent;
    }
}

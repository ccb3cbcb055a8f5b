package scrip.server.people;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// What other features may read and change of people, within their own transactions.
public final class Persons {

    /// The person with that e-mail address, which must be in lower case.
    public Optional<Person> byEmail(JdbcClient sql, String email) {
        return PersonStore.byEmail(sql, email);
    }

    public Optional<Person> byId(JdbcClient sql, UUID id) {
        return PersonStore.byId(sql, id);
    }

    /// Their password as it is stored.
    public @Nullable String password(JdbcClient sql, UUID id) {
        return PersonStore.password(sql, id);
    }

    /// Adds somebody.
    ///
    /// @param password as returned by `Passwords.hash`
    public Person add(
            JdbcClient sql,
            String email,
            String name,
            Language locale,
            String password,
            Instant now) {
        Person person = new Person(UuidCreator.getTimeOrderedEpoch(), email, name, locale.code());
        PersonStore.add(sql, person, password, now);
        return person;
    }

    public void setPassword(JdbcClient sql, UUID id, String password) {
        PersonStore.setPassword(sql, id, password);
    }

    public void rename(JdbcClient sql, UUID id, String name, Language locale) {
        PersonStore.rename(sql, id, name, locale.code());
    }

    public Set<VendorRole> vendorRoles(JdbcClient sql, UUID id) {
        return PersonStore.vendorRoles(sql, id);
    }

    /// A person's seats in organizations, by realm and id.
    public List<Seat> seats(JdbcClient sql, UUID id) {
        return PersonStore.seats(sql, id);
    }

    public boolean isMember(JdbcClient sql, long account, UUID id) {
        return !PersonStore.roles(sql, account, id).isEmpty();
    }

    /// Gives a person additional roles in an organization.
    public void join(
            JdbcClient sql,
            long account,
            UUID id,
            Collection<OrganizationRole> roles,
            Instant now) {
        Set<OrganizationRole> all = EnumSet.copyOf(roles);
        all.addAll(PersonStore.roles(sql, account, id));
        PersonStore.setRoles(sql, account, id, all, now);
    }

    /// Gives a person additional roles at the vendor.
    public void joinVendor(JdbcClient sql, UUID id, Collection<VendorRole> roles, Instant now) {
        Set<VendorRole> all = EnumSet.copyOf(roles);
        all.addAll(PersonStore.vendorRoles(sql, id));
        PersonStore.setVendorRoles(sql, id, all, now);
    }

    /// Whether the vendor has an administrator.
    public boolean hasAdministrator(JdbcClient sql) {
        return PersonStore.hasAdministrator(sql);
    }
}

package scrip.server.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// Shows every account of the live realm to a command that runs beside the server. It only reads
/// the database, so it needs no lease.
public final class Census {

    private static final int LIVE_NUMBER = 1;
    private static final int ACCOUNTS_PAGE = 200;

    private Census() {}

    /// Passes on every account, in order of id, advanced to an instant.
    public static void take(Database database, Instant now, Consumer<Account> taker) {
        String after = "";
        List<String> page;
        do {
            page = ids(database, after);
            accounts(database, page, now, taker);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == ACCOUNTS_PAGE);
    }

    private static List<String> ids(Database database, String after) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select id
                                from accounts
                                where realm = :realm
                                    and id > :after
                                order by id
                                limit :most
                                """)
                        .param("realm", LIVE_NUMBER)
                        .param("after", after)
                        .param("most", ACCOUNTS_PAGE)
                        .query(String.class)
                        .list());
    }

    private static void accounts(
            Database database, List<String> ids, Instant now, Consumer<Account> taker) {
        List<Ref> refs =
                ids.stream().map(id -> new Ref(LIVE_NUMBER, new OrganizationId(id))).toList();
        try (Connection connection = database.dataSource(DatabaseRole.AUDITOR).getConnection()) {
            for (CommittedAccount standing :
                    new LoadStore(connection, Ledger.CORE).load(refs).values()) {
                Account account = standing.account();
                Instant last = account.bookedAt();
                taker.accept(Advance.to(account, now.isBefore(last) ? last : now).account());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

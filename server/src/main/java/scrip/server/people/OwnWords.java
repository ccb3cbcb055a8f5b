package scrip.server.people;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What whoever knows a person would try first as their password.
public final class OwnWords {

    private OwnWords() {}

    /// Their address, their name, and the names of some of the organizations they work for.
    public static List<String> of(JdbcClient sql, UUID person) {
        return sql.sql(
                        """
                        select email from persons where person = :person
                        union all
                        select name from persons where person = :person
                        union all
                        (select distinct a.name
                        from members m
                        join accounts a on a.account = m.account
                        where m.person = :person
                        order by 1
                        limit 20)
                        """)
                .param("person", person)
                .query(String.class)
                .list();
    }
}

package scrip.server.people;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.Call;
import scrip.server.role.Identity;

/// Whoever gives or takes rights, as of the transaction that does it: what is remembered of a
/// caller is some seconds old where another server changed it.
@FunctionalInterface
public interface Givers {

    /// The caller with what they may do now.
    ///
    /// @throws scrip.server.http.ProblemException or `NotGrantedException` if they may no longer
    ///   call the operation
    Identity now(JdbcClient sql, Call call, Instant now);
}

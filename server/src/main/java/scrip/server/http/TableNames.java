package scrip.server.http;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;

/// What a table shows beside the ids of a list.
public interface TableNames {
    /// The time zone of the organization that a call addresses; without one, UTC.
    ZoneId zone(Call call);

    /// The names of organizations, of those that are known.
    Map<String, String> organizations(Call call, Collection<String> ids);

    /// The English names of items, of those that are known.
    Map<String, String> items(Call call, Collection<String> ids);
}

package scrip.bench.http;

import java.util.Collections;

/// The requests of a product service.
///
/// @param key its secret
/// @param accounts how many there are
record Asked(String key, int accounts) {

    private static final String USE =
            "{\"organization\":\"account-%s\",\"resource\":\"%s\",\"quantity\":1,\"key\":\"%s\"}"
                    .formatted(Template.ACCOUNT, Product.RESOURCE, Template.KEY);

    /// Whether an organization may use a resource.
    Template access() {
        return new Template(
                """
                GET /v1/access?organization=account-%s&feature=%s&surface=API HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                \r
                """
                        .formatted(Template.ACCOUNT, Product.RESOURCE, key),
                accounts);
    }

    /// One use.
    Template use() {
        return post("/v1/uses", USE);
    }

    /// So many uses of any accounts.
    Template batch(int count) {
        return post(
                "/v1/uses/batch",
                "{\"uses\":[" + String.join(",", Collections.nCopies(count, USE)) + "]}");
    }

    private Template post(String path, String body) {
        return new Template(
                """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """
                        .formatted(path, key, body.length(), body),
                accounts);
    }
}

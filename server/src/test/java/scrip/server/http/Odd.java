package scrip.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import scrip.server.TestServer;

/// Requests that nobody could answer otherwise than by a problem.
final class Odd {

    static final String HOST = "\r\nHost: localhost\r\n";
    static final String END = "Connection: close\r\n\r\n";

    private Odd() {}

    static String get(String target) {
        return "GET " + target + " HTTP/1.1" + HOST + END;
    }

    private static String with(String header) {
        return "GET /v1/prices HTTP/1.1" + HOST + header + "\r\n" + END;
    }

    static String post(String headers, String body) {
        return "POST /v1/uses HTTP/1.1"
                + HOST
                + "Authorization: Bearer "
                + TestServer.TOKEN
                + "\r\nContent-Type: application/json\r\n"
                + headers
                + END
                + body;
    }

    static List<String> requests() {
        return Stream.of(methods(), versions(), lines(), targets(), headers(), chunks(), bodies())
                .flatMap(s -> s)
                .toList();
    }

    private static Stream<String> methods() {
        return Stream.concat(
                        """
                        CONNECT
                        TRACE
                        TRACK
                        PATCH
                        PROPFIND
                        get
                        Get
                        G\u00cbT
                        DEBUG
                        *
                        GET/
                        G\tET
                        G(T
                        \u0000
                        HEAD,GET
                        LOCK
                        PURGE
                        SEARCH
                        """
                                .lines(),
                        Stream.of("X".repeat(300)))
                .map(method -> method + " /v1/uses HTTP/1.1" + HOST + END);
    }

    private static Stream<String> versions() {
        return """
        HTTP/2.0
        HTTP/3
        HTTP/1.2
        HTTP/11
        HTTP/1
        HTTP/0.9
        http/1.1
        HTTP/1.1x
        HTTPS/1.1
        RTSP/1.0
        SIP/2.0
        \u0000
        HTTP/1.1 HTTP/1.1
        HTTP/-1.1
        ICY
        """
                .lines()
                .map(version -> "GET /v1/prices " + version + HOST + END);
    }

    private static Stream<String> lines() {
        return Stream.of(
                "NONSENSE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v1/prices\r\n",
                " GET /v1/prices HTTP/1.1" + HOST + END,
                "POST /v1/uses\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n" + END,
                "CONNECT localhost:443 HTTP/1.1" + HOST + END,
                "TRACE / HTTP/1.1" + HOST + END,
                "TRACE * HTTP/1.1" + HOST + END,
                "GET * HTTP/1.1" + HOST + END,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "\u0000\u0000\u0000\u0000\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "EHLO evil.example\r\n\r\n",
                "{\"jsonrpc\": \"2.0\"}\r\n\r\n");
    }

    private static Stream<String> targets() {
        String paths =
                """
                /%zz /% /%2 /%u0041 /%00 /v1/uses%00 /a%2fb /a%5cb /a\\b /\u0000 /\u0001 /\u007f
                /\u00ff /<script> /" /{ /} /| /^ /` /../../etc/passwd /v1/../../x
                /%2e%2e/%2e%2e/x /..%2f.. /.;/v1/uses /v1/..;/..;/..;/x //%ff /%c0%ae%c0%ae/ /%ff%fe
                /%ed%a0%80 x x/y ?a=b #a .. ftp://localhost/ javascript:alert(1) localhost:8080
                http://evil.example/v1/prices http://a@localhost/nothing http:// http:///
                http://[::1/ http://localhost:x/ /v1/nothing?\u0000 /v1/nothing?%00
                /v1/nothing?a=%zz /v1/nothing?a=% /v1/nothing?<> /v1/prices?a=<> /v1/prices?a=|
                /v1/access?organization=%ff /v1/access?organization=%00 /v1/access?a=%zz
                /v1/access?% /v1/access?&&&=&==& /v1/access?organization=a;surface=B
                /v1/uses;jsessionid=1 /v1/access;a=b?organization=%u0041
                """;
        Stream<String> longer =
                Stream.of(
                        "/a b c",
                        "/" + "x".repeat(20_000),
                        "/" + "x/".repeat(7_000),
                        "/v1/access?" + "a&".repeat(2_000),
                        "/v1/access?" + "x".repeat(20_000),
                        "/v1/access?" + "%41".repeat(5_000),
                        "/" + "%".repeat(5_000),
                        "/" + "../".repeat(3_000),
                        "/" + ";a".repeat(3_000));
        return Stream.concat(Stream.of(paths.strip().split("[ \n]+", -1)), longer).map(Odd::get);
    }

    private static Stream<String> headers() {
        Stream<String> brief =
                """
                Host: localhost
                Host: evil.example
                Host : localhost
                Transfer-Encoding: gzip
                Transfer-Encoding: identity, gzip
                Transfer-Encoding: chunked, gzip
                Transfer-Encoding: x
                Transfer-Encoding: chunked, chunked
                Transfer-Encoding: ,;
                Transfer-Encoding: "chunked"
                Content-Length: -1
                Content-Length: +1
                Content-Length: 1e3
                Content-Length: 0x10
                Content-Length: 1 1
                Content-Length: 99999999999999999999
                Content-Length: 1, 2
                Expect: 200-ok
                Expect: nothing
                X: a\u0000b
                X\u0000: a
                X y: z
                X(: y
                \u00e4: b
                : no name
                """
                        .lines();
        Stream<String> others =
                Stream.of(
                        " folded: x",
                        "Transfer-Encoding: \u000bchunked",
                        "X: a\rb",
                        "Content-Length: 1\r\nContent-Length: 2",
                        "X: " + "y".repeat(20_000),
                        "X".repeat(20_000) + ": y",
                        "X: y\r\n".repeat(1_000).strip(),
                        "Cookie: " + "a=b; ".repeat(1_000));
        return Stream.concat(brief, others).map(Odd::with);
    }

    private static Stream<String> chunks() {
        return Stream.of(
                        "zz\r\n{}\r\n0\r\n\r\n",
                        "-2\r\n{}\r\n0\r\n\r\n",
                        "2\r\n{}0\r\n\r\n",
                        "2{}\r\n0\r\n\r\n",
                        "fffffffffffffffff\r\n{}",
                        "2\r\n{}\r\n",
                        "\r\n\r\n",
                        "0x2\r\n{}\r\n0\r\n\r\n",
                        "2 2\r\n{}\r\n0\r\n\r\n",
                        "1\r\n{}\r\n0\r\n\r\n",
                        "2;" + "a".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n",
                        "2\n{}\n0\n\n",
                        "",
                        "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(3_000) + "\r\n",
                        "2\r\n{}\r\n0\r\nX\u0000: y\r\n\r\n",
                        "7fffffff\r\n{}\r\n0\r\n\r\n",
                        "80000000\r\n{}\r\n0\r\n\r\n",
                        "\u0000\r\n{}")
                .map(chunks -> post("Transfer-Encoding: chunked\r\n", chunks));
    }

    private static Stream<String> bodies() {
        List<String> all = new ArrayList<>();
        List<String> bodies =
                new ArrayList<>(
                        """
                        {
                        \u0000
                        [1
                        {"a": "\u0001"}
                        \u00ef\u00bb\u00bf{}
                        \u00ff\u00fe{
                        'a'
                        {a: 1}
                        {"a": 01}
                        {"a": NaN}
                        {"a":1}}
                        // x
                        <a/>
                        {"a": "\\ud800"}
                        {"a": "\\x"}
                        """
                                .lines()
                                .toList());
        bodies.add("[".repeat(5_000));
        bodies.add("9".repeat(5_000));
        bodies.add("{\"a\":".repeat(2_000));
        bodies.add("\"" + "a".repeat(5_000));
        bodies.forEach(b -> all.add(post("Content-Length: " + b.length() + "\r\n", b)));
        all.add(post("Content-Length: 50\r\n", "{}"));
        all.add(post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
        all.add(post("Content-Encoding: gzip\r\nContent-Length: 2\r\n", "{}"));
        all.add(post("", ""));
        all.add(post("Expect: 100-continue\r\nContent-Length: 50000000\r\n", ""));
        return all.stream();
    }
}

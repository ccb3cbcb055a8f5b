package scrip.server.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import scrip.server.http.Json;

/// An identity provider on this machine that says what a test wants: the truth, or a lie.
final class LyingProvider implements AutoCloseable {

    /// What it is told to say instead of the truth.
    enum Lie {
        NONE,
        OTHER_ISSUER,
        OTHER_NONCE,
        OTHER_AUDIENCE,
        NO_ALGORITHM,
        SYMMETRIC,
        FOREIGN_KEY,
        EXPIRED,
        OTHER_SUBJECT_IN_USER_INFO,
        OTHER_NAME_IN_RETURN,
        NO_NAME_IN_RETURN
    }

    /// Takes long to make, so all begin with the same.
    private static final RSAKey FIRST = key();

    final String secret = "the secret of the client";
    final Map<String, Object> claims = new LinkedHashMap<>();
    final Map<String, Object> said = new LinkedHashMap<>();
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    volatile Lie lie = Lie.NONE;
    volatile Instant now = Instant.now();
    final AtomicInteger discoveries = new AtomicInteger();
    private volatile RSAKey key = FIRST;

    LyingProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/.well-known/openid-configuration",
                x -> {
                    discoveries.incrementAndGet();
                    json(x, 200, said);
                });
        server.createContext("/keys", x -> json(x, 200, new JWKSet(key).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/userinfo", this::userInfo);
        server.createContext(
                "/elsewhere",
                x -> {
                    x.getResponseHeaders().add("Location", issuer() + "/keys");
                    json(x, 302, Map.of());
                });
        server.start();
        said.put("issuer", issuer());
        said.put("authorization_endpoint", issuer() + "/authorize");
        said.put("token_endpoint", issuer() + "/token");
        said.put("jwks_uri", issuer() + "/keys");
        said.put("userinfo_endpoint", issuer() + "/userinfo");
        said.put("end_session_endpoint", issuer() + "/logout");
        said.put("subject_types_supported", List.of("public"));
        said.put("response_types_supported", List.of("code"));
        said.put("authorization_response_iss_parameter_supported", true);
        said.put("code_challenge_methods_supported", List.of("S256"));
        claims.put("sub", "subject-" + UUID.randomUUID());
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void rotateKeys() {
        key = key();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String back =
                asked.get("redirect_uri")
                        + "?state="
                        + encoded(asked.get("state"))
                        + "&code="
                        + code;
        switch (lie) {
            case NO_NAME_IN_RETURN -> {}
            case OTHER_NAME_IN_RETURN -> back += "&iss=" + encoded("https://other.example");
            default -> back += "&iss=" + encoded(issuer());
        }
        exchange.getResponseHeaders().add("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> begun = codes.remove(String.valueOf(asked.get("code")));
        String wanted =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("scrip:" + encoded(secret))
                                                .getBytes(StandardCharsets.UTF_8));
        boolean right =
                begun != null
                        && wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && "S256".equals(begun.get("code_challenge_method"))
                        && challenge(String.valueOf(asked.get("code_verifier")))
                                .equals(begun.get("code_challenge"))
                        && String.valueOf(asked.get("redirect_uri"))
                                .equals(begun.get("redirect_uri"));
        if (begun == null || !right) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        json(
                exchange,
                200,
                Map.of(
                        "access_token",
                        "an access token",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(begun)));
    }

    private String idToken(Map<String, String> begun) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> {
            if (!name.equals("email") && !name.equals("email_verified")) {
                all.claim(name, value);
            }
        });
        all.issuer(lie == Lie.OTHER_ISSUER ? "https://other.example" : issuer())
                .audience(lie == Lie.OTHER_AUDIENCE ? "somebody" : "scrip")
                .claim("nonce", lie == Lie.OTHER_NONCE ? "another" : begun.get("nonce"))
                .issueTime(Date.from(now))
                .expirationTime(
                        Date.from(
                                lie == Lie.EXPIRED ? now.minusSeconds(600) : now.plusSeconds(300)));
        if (begun.containsKey("max_age") && !claims.containsKey("auth_time")) {
            all.claim("auth_time", now.getEpochSecond());
        }
        try {
            if (lie == Lie.NO_ALGORITHM) {
                return new PlainJWT(all.build()).serialize();
            }
            if (lie == Lie.SYMMETRIC) {
                SignedJWT jwt =
                        new SignedJWT(
                                new JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID(key.getKeyID())
                                        .build(),
                                all.build());
                jwt.sign(new MACSigner(key.toPublicJWK().toRSAPublicKey().getEncoded()));
                return jwt.serialize();
            }
            RSAKey signing = lie == Lie.FOREIGN_KEY ? key() : key;
            SignedJWT jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            all.build());
            jwt.sign(new RSASSASigner(signing));
            return jwt.serialize();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("sub", lie == Lie.OTHER_SUBJECT_IN_USER_INFO ? "another" : claims.get("sub"));
        for (String name : new String[] {"email", "email_verified"}) {
            if (claims.containsKey(name)) {
                info.put(name, claims.get(name));
            }
        }
        json(exchange, 200, info);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Json.bytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Map<String, String> form(@Nullable String query) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String part : String.valueOf(query).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                all.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

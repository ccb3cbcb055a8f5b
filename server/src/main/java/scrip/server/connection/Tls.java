package scrip.server.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.pem.PemContent;

/// The certificate and the private key of this server, in files (PEM) that may change while it
/// serves: what they hold then is used for new connections.
///
/// @param certificate with the certificates between it and the root, in this order
public record Tls(Path certificate, Path key) {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final char[] NO_PASSWORD = {};
    private static final String ALIAS = "scrip";
    private static final int STREAMS_MAX = 100;
    private static final int STREAMS_AT_WORK_MAX = 8;

    /// The two files that settings name.
    ///
    /// @return null if neither is named
    /// @throws IllegalArgumentException if one is missing, or they cannot be used
    public static @Nullable Tls of(@Nullable String certificate, @Nullable String key) {
        boolean hasCertificate = certificate != null && !certificate.isBlank();
        boolean hasKey = key != null && !key.isBlank();
        if (!hasCertificate && !hasKey) {
            return null;
        }
        if (certificate == null || key == null || !hasCertificate || !hasKey) {
            throw new IllegalArgumentException(
                    "SCRIP_TLS_CERTIFICATE and SCRIP_TLS_KEY name two files: set both or none");
        }
        Tls tls = new Tls(Path.of(certificate.strip()), Path.of(key.strip()));
        tls.load();
        return tls;
    }

    /// Makes a connector speak TLS, and HTTP/2 with whoever offers it.
    public void on(Connector connector) {
        connector.setProperty("SSLEnabled", "true");
        connector.setScheme("https");
        connector.setSecure(true);
        Http2Protocol http2 = new Http2Protocol();
        http2.setMaxConcurrentStreams(STREAMS_MAX);
        http2.setMaxConcurrentStreamExecution(STREAMS_AT_WORK_MAX);
        connector.addUpgradeProtocol(http2);
        connector.addSslHostConfig(load());
        if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
            protocol.onLook(new Changes(protocol));
        }
    }

    /// @throws IllegalArgumentException if the files cannot be used
    private SSLHostConfig load() {
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate served =
                new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        try {
            served.setCertificateKeystore(store());
        } catch (IOException | GeneralSecurityException | IllegalStateException broken) {
            throw unusable(String.valueOf(broken.getMessage()));
        }
        served.setCertificateKeyPassword("");
        served.setCertificateKeyAlias(ALIAS);
        config.addCertificate(served);
        return config;
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = PemContent.load(certificate).getCertificates();
        PrivateKey secret = PemContent.load(key).getPrivateKey();
        if (chain == null || chain.isEmpty()) {
            throw unusable("there is no certificate in " + certificate);
        }
        if (secret == null) {
            throw unusable("there is no private key in " + key);
        }
        if (!belong(chain.getFirst(), secret)) {
            throw unusable("the key is not that of the certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry(ALIAS, secret, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
        return store;
    }

    private static boolean belong(X509Certificate certificate, PrivateKey secret)
            throws GeneralSecurityException {
        String algorithm =
                switch (secret.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> secret.getAlgorithm();
                };
        byte[] text = ALIAS.getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(secret);
        signing.update(text);
        byte[] signature = signing.sign();
        try {
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certificate.getPublicKey());
            checking.update(text);
            return checking.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException(
                "SCRIP_TLS_CERTIFICATE ("
                        + certificate
                        + ") and SCRIP_TLS_KEY ("
                        + key
                        + ") cannot be used: "
                        + why);
    }

    /// What tells that a file was changed or replaced.
    private static String stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
        } catch (IOException away) {
            return "away";
        }
    }

    /// Looks whether the files have changed. Until both fit together again, the old ones serve.
    private final class Changes implements Runnable {

        private final GuardedProtocol protocol;
        private String known = stamps();

        Changes(GuardedProtocol protocol) {
            this.protocol = protocol;
        }

        private String stamps() {
            return stamp(certificate) + stamp(key);
        }

        @Override
        public void run() {
            String now = stamps();
            if (now.equals(known)) {
                return;
            }
            known = now;
            try {
                protocol.addSslHostConfig(load(), true);
                LOG.info("the certificate has changed: new connections get it");
            } catch (IllegalArgumentException wrong) {
                LOG.warn("the certificate before is served on: {}", wrong.getMessage());
            }
        }
    }
}

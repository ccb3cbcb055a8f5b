package scrip.server.administration;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts one certificate, that of a server whose file is at hand, under whatever name: the server
/// on this machine is asked by an address, which its certificate does not have.
final class OwnCertificate extends X509ExtendedTrustManager {

    private final Certificate own;

    private OwnCertificate(Certificate own) {
        this.own = own;
    }

    /// A context of TLS that trusts the first certificate in a file.
    static SSLContext context(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            Certificate own =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                            .findFirst()
                            .orElseThrow(() -> new IOException("no certificate in " + file));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OwnCertificate(own)}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IOException("no certificate in " + file, broken);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || !chain[0].equals(own)) {
            throw new CertificateException("it is not the certificate that is trusted");
        }
    }

    private static CertificateException noClient() {
        return new CertificateException("this is no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw noClient();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

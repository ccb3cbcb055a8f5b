package scrip.server.federation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/// Asks providers, within limits: only by `https` (`http` on this machine), at public addresses,
/// without following redirects, for so many seconds and bytes.
final class ProviderHttp implements ClientHttpRequestInterceptor, AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final int SILENCE_SECONDS_MAX = 4;
    static final int BYTES_MAX = 512 * 1024;

    /// To each address no more than the library's usual few. In all so many that those of an
    /// organization that do not answer keep nobody else's waiting.
    private static final int CONNECTIONS_MAX = 1_000;

    private final Duration answerMax;
    private final CloseableHttpClient client;
    private final ClientHttpRequestFactory factory;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    ProviderHttp(InsideAddresses addresses) {
        this(addresses, ANSWER_MAX);
    }

    /// @param answerMax how long a whole answer may take
    ProviderHttp(InsideAddresses addresses, Duration answerMax) {
        this.answerMax = answerMax;
        Timeout silence = Timeout.ofSeconds(SILENCE_SECONDS_MAX);
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(addresses)
                                        .setMaxConnTotal(CONNECTIONS_MAX)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(silence)
                                                        .setSocketTimeout(silence)
                                                        .build())
                                        .setDefaultSocketConfig(
                                                SocketConfig.custom().setSoTimeout(silence).build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(silence)
                                        .setResponseTimeout(silence)
                                        .build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
        this.factory = new HttpComponentsClientHttpRequestFactory(client);
    }

    ClientHttpRequestFactory factory() {
        return factory;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        checkScheme(request.getURI());
        Future<ClientHttpResponse> answer =
                asking.submit(() -> read(execution.execute(request, body)));
        try {
            return answer.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // Interrupts whatever it waits for, and so closes the connection.
            answer.cancel(true);
            throw new IOException(
                    "no complete answer within " + answerMax.toSeconds() + " seconds");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException found) {
                throw found;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    static void checkScheme(URI uri) throws IOException {
        String host = uri.getHost();
        boolean local =
                host != null
                        && (host.equals("localhost")
                                || host.equals("127.0.0.1")
                                || host.equals("[::1]"));
        String scheme = uri.getScheme();
        if (host == null || !("https".equals(scheme) || (local && "http".equals(scheme)))) {
            throw new IOException("write an address that begins with https://");
        }
    }

    private static ClientHttpResponse read(ClientHttpResponse response) throws IOException {
        try (response) {
            HttpStatusCode status = response.getStatusCode();
            if (status.is3xxRedirection()) {
                throw new IOException("it answers with a redirect, which is not followed");
            }
            byte[] bytes = response.getBody().readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException("its answer is larger than " + BYTES_MAX + " bytes");
            }
            return new Read(status, response.getStatusText(), response.getHeaders(), bytes);
        }
    }

    @Override
    public void close() throws IOException {
        asking.shutdownNow();
        client.close();
    }

    /// An answer that was read to its end.
    private static final class Read implements ClientHttpResponse {

        private final HttpStatusCode status;
        private final String text;
        private final HttpHeaders headers;
        private final byte[] bytes;

        Read(HttpStatusCode status, String text, HttpHeaders headers, byte[] bytes) {
            this.status = status;
            this.text = text;
            this.headers = headers;
            this.bytes = bytes;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}

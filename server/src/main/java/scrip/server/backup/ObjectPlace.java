package scrip.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// An archive in an object store that speaks S3. It is uploaded in parts, of which an object is
/// made only at the end.
record ObjectPlace(S3Client client, String bucket, String key) implements ArchivePlace {

    static final String SCHEME = "s3://";

    /// A store takes 10,000 parts.
    private static final int PART_BYTES = 32 << 20;

    /// The object of an address, in the store that the usual variables of S3 name.
    static ObjectPlace of(String address, Map<String, String> environment) {
        String path = address.substring(SCHEME.length());
        int slash = path.indexOf('/');
        if (slash <= 0 || slash == path.length() - 1) {
            throw new ArchiveFault(address + " names no object: it must be s3://bucket/name");
        }
        String endpoint =
                environment.getOrDefault(
                        "AWS_ENDPOINT_URL_S3", environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        try {
            return new ObjectPlace(
                    client(endpoint, environment),
                    path.substring(0, slash),
                    path.substring(slash + 1));
        } catch (SdkException | IllegalArgumentException wrong) {
            throw new ArchiveFault(
                    "there is no way to "
                            + address
                            + " ("
                            + Report.firstLine(wrong)
                            + "): set AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and"
                            + " AWS_ENDPOINT_URL for a store that is not Amazon's",
                    wrong);
        }
    }

    private static S3Client client(String endpoint, Map<String, String> environment) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        // Not every store knows Amazon's newer checksums; an archive has its own.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        AwsCredentials given = credentials(environment);
        builder.credentialsProvider(
                given == null
                        ? DefaultCredentialsProvider.builder().build()
                        : StaticCredentialsProvider.create(given));
        String region =
                environment.getOrDefault(
                        "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint)).forcePathStyle(true);
            builder.region(region.isEmpty() ? Region.US_EAST_1 : Region.of(region));
        } else if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }

    private static @Nullable AwsCredentials credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        String session = environment.get("AWS_SESSION_TOKEN");
        if (id == null || secret == null) {
            return null;
        }
        return session == null
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, session);
    }

    @Override
    public Draft draft() {
        boolean there =
                asked(() -> {
                    try {
                        client.headObject(request -> request.bucket(bucket).key(key));
                        return true;
                    } catch (NoSuchKeyException _) {
                        return false;
                    }
                });
        if (there) {
            throw new ArchiveFault(
                    this + " is there already, and a backup overwrites nothing: name another one");
        }
        return new ObjectDraft();
    }

    @Override
    public InputStream open() {
        return asked(() -> {
            try {
                return client.getObject(request -> request.bucket(bucket).key(key));
            } catch (NoSuchKeyException _) {
                throw new ArchiveFault("there is no archive " + this);
            }
        });
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException failure) {
            throw new ArchiveFault(
                    "the store of "
                            + this
                            + " refuses ("
                            + Report.firstLine(failure)
                            + "): check the bucket and the AWS_* variables, and try again",
                    failure);
        }
    }

    private final class ObjectDraft extends Draft {
        private final byte[] part = new byte[PART_BYTES];
        private final List<CompletedPart> parts = new ArrayList<>();
        private int filled;
        private @Nullable String upload;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int at = from;
            while (at < from + length) {
                if (filled == PART_BYTES) {
                    send();
                }
                int some = Math.min(from + length - at, PART_BYTES - filled);
                System.arraycopy(bytes, at, part, filled, some);
                filled += some;
                at += some;
            }
        }

        @Override
        void keep() {
            send();
            String id = upload;
            asked(() ->
                    client.completeMultipartUpload(request ->
                            request.bucket(bucket)
                                    .key(key)
                                    .uploadId(id)
                                    .multipartUpload(all -> all.parts(parts))));
            upload = null;
        }

        @Override
        public void close() {
            String left = upload;
            upload = null;
            if (left != null) {
                asked(() ->
                        client.abortMultipartUpload(
                                request -> request.bucket(bucket).key(key).uploadId(left)));
            }
        }

        private void send() {
            String id = upload;
            if (id == null) {
                id =
                        asked(() ->
                                client.createMultipartUpload(
                                                request -> request.bucket(bucket).key(key))
                                        .uploadId());
                upload = id;
            }
            String to = id;
            int number = parts.size() + 1;
            RequestBody body = RequestBody.fromBytes(Arrays.copyOf(part, filled));
            String tag =
                    asked(() ->
                            client.uploadPart(
                                            request ->
                                                    request.bucket(bucket)
                                                            .key(key)
                                                            .uploadId(to)
                                                            .partNumber(number),
                                            body)
                                    .eTag());
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            filled = 0;
        }
    }
}

package dev.waybill.sink;

import dev.waybill.spec.S3Destination;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds S3 destinations for tests: a role and nothing else unless said otherwise. */
final class S3DestinationBuilder {
    String bucket = "acme-logs";
    String prefix = "client-logs";

    @Nullable
    String role = "arn:aws:iam::111122223333:role/LogsWriter";

    @Nullable
    String credentials;

    @Nullable
    String kmsKey;

    boolean sseS3;

    @Nullable
    String acl;

    @Nullable
    String storageClass;

    Map<String, String> tags = Map.of();

    @Nullable
    URI endpoint;

    boolean chunkedEncoding = true;
    boolean checksumTrailers = true;

    S3Destination build() {
        return new S3Destination(
                bucket,
                prefix,
                "eu-west-1",
                Optional.ofNullable(role),
                Optional.ofNullable(credentials),
                Optional.ofNullable(kmsKey),
                sseS3,
                Optional.ofNullable(acl),
                Optional.ofNullable(storageClass),
                tags,
                Optional.ofNullable(endpoint),
                true,
                chunkedEncoding,
                checksumTrailers);
    }
}

package dev.waybill.sink.fake;

import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds S3 destinations for tests: a role and nothing else unless said otherwise. */
public final class S3DestinationBuilder {
    public String bucket = "acme-logs";
    public String prefix = "client-logs";

    @Nullable
    public String role = "arn:aws:iam::111122223333:role/LogsWriter";

    @Nullable
    public String credentials;

    @Nullable
    public String kmsKey;

    public boolean sseS3;

    @Nullable
    public String acl;

    @Nullable
    public String storageClass;

    public Map<String, String> tags = Map.of();

    @Nullable
    public URI endpoint;

    public boolean pathStyle = true;
    public boolean chunkedEncoding = true;
    public boolean checksumTrailers = true;

    public S3Destination build() {
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
                pathStyle,
                chunkedEncoding,
                checksumTrailers);
    }
}

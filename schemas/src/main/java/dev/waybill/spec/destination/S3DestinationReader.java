package dev.waybill.spec.destination;

import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads the keys of a destination of kind {@code s3}. */
final class S3DestinationReader {
    private static final List<String> SECRET_KEYS =
            List.of("access-key", "access-key-id", "secret-key", "secret-access-key", "session-token");
    private static final String SECRET_ADVICE =
            "keys never stand in a spec: name them with credentials, and give them to the connector by a config provider";

    private S3DestinationReader() {}

    static Optional<Destination> read(Mapping mapping) {
        SECRET_KEYS.forEach(key -> mapping.retired(key, SECRET_ADVICE));
        mapping.retired("external-id", ExternalIds.ADVICE);
        Optional<URI> endpoint = mapping.parsedHidden("endpoint", S3Syntax::endpoint);
        boolean aws = !mapping.has("endpoint");
        Optional<String> bucket = mapping.requiredParsed("bucket", text -> S3Syntax.bucket(text, aws));
        Optional<String> region = mapping.requiredParsed("region", S3Syntax::region);
        Optional<String> role = mapping.parsed("role-arn", S3Syntax::roleArn);
        Optional<String> credentials = mapping.parsedHidden("credentials", S3Syntax::credentials);
        Optional<String> kmsKey = mapping.parsed("kms-key-arn", S3Syntax::kmsKeyArn);
        boolean sseS3 = mapping.parsed("sse", S3Syntax::sse).isPresent();
        String prefix = mapping.parsed("prefix", DestinationReader::prefix).orElse("");
        Optional<String> acl = mapping.parsed("acl", S3Syntax::acl);
        Optional<String> storageClass = mapping.parsed("storage-class", S3Syntax::storageClass);
        S3Tags tags = S3Tags.read(mapping);
        boolean pathStyle = mapping.bool("path-style").orElse(false);
        boolean chunkedEncoding = mapping.bool("chunked-encoding").orElse(true);
        boolean checksumTrailers = mapping.bool("checksum-trailers").orElse(true);
        reportContradictions(mapping, bucket, region);
        mapping.finish();
        if (!mapping.isClean() || bucket.isEmpty() || region.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new S3Destination(
                bucket.get(),
                prefix,
                region.get(),
                role,
                credentials,
                kmsKey,
                sseS3,
                acl,
                storageClass,
                tags.values(),
                endpoint,
                pathStyle,
                chunkedEncoding,
                checksumTrailers));
    }

    private static void reportContradictions(Mapping mapping, Optional<String> bucket, Optional<String> region) {
        if (mapping.has("role-arn") == mapping.has("credentials")) {
            mapping.report(Problem.at(mapping.place(), "needs exactly one of role-arn and credentials")
                    .hint("role-arn where roles exist, credentials (an alias of static keys) for other stores"));
        }
        if (mapping.has("kms-key-arn") && mapping.has("sse")) {
            mapping.report(
                    Problem.at(mapping.place("sse"), "excludes kms-key-arn").hint("remove one of the two"));
        }
        if (bucket.isPresent() && region.isPresent()) {
            S3Syntax.regionOf(bucket.get())
                    .filter(inArn -> !inArn.equals(region.get()))
                    .ifPresent(inArn -> mapping.report(
                            Problem.at(mapping.place("region"), "differs from the region in the access point's ARN")
                                    .value(region.get())
                                    .hint("write " + inArn)));
        }
    }
}

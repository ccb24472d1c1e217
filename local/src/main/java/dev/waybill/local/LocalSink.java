package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.DestinationEntry;
import dev.waybill.spec.destination.Destinations;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Renders what Waybill's own sink needs to deliver to the local store instead of AWS. */
final class LocalSink {
    static final String NAME = "waybill-sink";

    private LocalSink() {}

    /** What Connect needs to read the platform's key from a file. */
    static Map<String, String> workerSettings() {
        return Map.of("config.providers", "file", "config.providers.file.class", FileConfigProvider.class.getName());
    }

    /** Writes the file of destinations and the platform's key, and gives the connector's configuration. */
    static Map<String, String> render(
            List<ExportSpec> exports,
            ExternalIds externalIds,
            LocalStore store,
            LocalSts sts,
            DataFolder folder,
            AccessKey platformKey) {
        writeDestinations(exports, externalIds, store.endpoint(), folder.destinations());
        DataFolder.writeSecret(
                folder.platformKey(), "id=" + platformKey.id() + "\nsecret=" + platformKey.secret() + "\n");
        String keys = "${file:" + folder.platformKey() + ":";
        List<Problem> problems = new ArrayList<>();
        List<Connector> connectors = new WaybillSink(NAME, folder.destinations().toString(), List.of())
                .connectors(
                        exports,
                        Map.of(
                                "tasks.max",
                                "2",
                                // Everything shares one small heap here.
                                "upload.memory.bytes",
                                Integer.toString(64 * 1024 * 1024),
                                "sts.endpoint",
                                sts.endpoint().toString(),
                                "file.root",
                                folder.root().toString(),
                                "aws.access.key.id",
                                keys + "id}",
                                "aws.secret.access.key",
                                keys + "secret}"),
                        problems::add);
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return connectors.get(0).config();
    }

    private static void writeDestinations(List<ExportSpec> exports, ExternalIds externalIds, URI endpoint, Path file) {
        List<DestinationEntry> entries = exports.stream()
                .map(export -> new DestinationEntry(
                        export.exportId(),
                        export.topic(),
                        externalIds.of(export.exportId().tenant()),
                        local(export.destination(), endpoint)))
                .toList();
        DataFolder.writeSecret(file, Destinations.of(entries).json());
    }

    private static Destination local(Destination destination, URI endpoint) {
        return destination.choose(s3 -> local(s3, endpoint), directory -> directory);
    }

    private static Destination local(S3Destination s3, URI endpoint) {
        return new S3Destination(
                s3.bucket(),
                s3.prefix(),
                s3.region(),
                s3.roleArn(),
                s3.credentials(),
                s3.kmsKeyArn(),
                s3.sseS3(),
                s3.acl(),
                s3.storageClass(),
                s3.tags(),
                Optional.of(endpoint),
                true,
                s3.chunkedEncoding(),
                s3.checksumTrailers());
    }
}

package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Renders what Waybill's own sink needs to deliver to the local store instead of AWS. */
final class LocalSink {
    static final String NAME = "waybill-sink";

    private LocalSink() {}

    /** What Connect needs to read the platform's key from a file. */
    static Map<String, String> workerSettings() {
        return Map.of("config.providers", "file", "config.providers.file.class", FileConfigProvider.class.getName());
    }

    /** Writes the platform's key, and gives the connector's configuration. */
    static Map<String, String> render(
            String bootstrapServers, LocalStore store, LocalSts sts, DataFolder folder, AccessKey platformKey) {
        DataFolder.writeSecret(
                folder.platformKey(), "id=" + platformKey.id() + "\nsecret=" + platformKey.secret() + "\n");
        String keys = "${file:" + folder.platformKey() + ":";
        List<Problem> problems = new ArrayList<>();
        List<Connector> connectors = new WaybillSink(NAME, Map.of("bootstrap.servers", bootstrapServers), List.of())
                .connectors(
                        List.of(),
                        Map.of(
                                "tasks.max",
                                "2",
                                // Everything shares one small heap here.
                                "upload.memory.bytes",
                                Integer.toString(64 * 1024 * 1024),
                                "s3.endpoint",
                                store.endpoint().toString(),
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
}

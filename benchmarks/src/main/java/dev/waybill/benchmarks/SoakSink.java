package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.ChildCommands.say;

import dev.waybill.connector.WaybillSink;
import dev.waybill.local.EmbeddedConnect;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * A Connect worker with Waybill's sink, a process of its own in {@link Soak}: {@code SERVERS S3 STS KEYFILE}. Sessions last a
 * quarter of an hour, the shortest that AWS knows, so that they are renewed often.
 */
final class SoakSink {
    static final String NAME = "waybill-sink";

    private SoakSink() {}

    public static void main(String[] args) throws Exception {
        EmbeddedConnect connect = EmbeddedConnect.start(
                args[0],
                Map.of("config.providers", "file", "config.providers.file.class", FileConfigProvider.class.getName()));
        String keys = "${file:" + args[3] + ":";
        List<Problem> problems = new ArrayList<>();
        Map<String, String> config = new WaybillSink(NAME, Map.of("bootstrap.servers", args[0]), List.of())
                .connectors(
                        List.of(),
                        Map.of(
                                "tasks.max",
                                "2",
                                "upload.memory.bytes",
                                Integer.toString(64 << 20),
                                "s3.endpoint",
                                args[1],
                                "sts.endpoint",
                                args[2],
                                "sts.session.duration.seconds",
                                "900",
                                "retry.backoff.max.ms",
                                "30000",
                                "aws.access.key.id",
                                keys + "id}",
                                "aws.secret.access.key",
                                keys + "secret}"),
                        problems::add)
                .get(0)
                .config();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(connect::close));
        connect.putConnector(NAME, config);
        say("ready", connect.uri());
        ChildCommands.obey(Map.of()).join();
    }
}

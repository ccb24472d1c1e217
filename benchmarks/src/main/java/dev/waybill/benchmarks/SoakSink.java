package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.ChildCommands.say;

import com.sun.management.ThreadMXBean;
import dev.waybill.connector.WaybillSink;
import dev.waybill.local.EmbeddedConnect;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * A Connect worker with Waybill's sink, a process of its own in {@link Soak} and {@link SinkUploads}: {@code SERVERS S3 STS KEYFILE}. Sessions last a
 * quarter of an hour, the shortest that AWS knows, so that they are renewed often. {@code stated} says how many deliveries are
 * stated, {@code allocated} how many bytes its threads have allocated.
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
        ChildCommands.obey(Map.of("stated", any -> stated(), "allocated", any -> allocated()))
                .join();
    }

    /** One for each object that is delivered, and one for whatever else happens to an export. */
    private static String stated() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        long stated = 0;
        try {
            for (ObjectName task : beans.queryNames(new ObjectName("dev.waybill.sink:type=deliveries,*"), null)) {
                stated += (Long) beans.getAttribute(task, "Stated");
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return Long.toString(stated);
    }

    private static String allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Long.toString(Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum());
    }
}

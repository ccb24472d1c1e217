package dev.waybill.local;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalException;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code local-store}: S3 and STS alone, for a container; it plays the tenants' part from the catalog. */
@Command(
        name = "local-store",
        mixinStandardHelpOptions = true,
        description =
                "Serves a local S3 and STS until it is stopped, with the buckets and roles that the catalog names, as it changes."
                        + " The platform's key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For trials only.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LocalStoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Brokers of the cluster whose catalog says which buckets and roles there are.")
    private String bootstrap;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of the buckets.")
    private Path data;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9000",
            description = "Where S3 listens (default: ${DEFAULT-VALUE}).")
    private String listen;

    @Option(
            names = "--sts-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9001",
            description = "Where STS listens (default: ${DEFAULT-VALUE}).")
    private String stsListen;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::serve);
    }

    private int serve(PrintWriter out) throws IOException, InterruptedException {
        try {
            LocalIam iam = new LocalIam(Clock.systemUTC());
            AccessKey platformKey = platformKey(System.getenv());
            try (LocalStore store = LocalStore.start(data, iam, address(listen));
                    LocalSts sts = LocalSts.start(iam, address(stsListen));
                    CatalogWatch catalog = watch(now -> LocalGrants.apply(
                            LocalCatalog.allVersions(now), now.externalIds(), store, iam, platformKey))) {
                out.println("S3 on " + listen + " and STS on " + stsListen + " are ready");
                out.flush();
                new CountDownLatch(1).await();
            }
            return CommandFrame.DONE;
        } catch (LocalException e) {
            spec.commandLine().getErr().println("waybill: " + e.getMessage());
            return CommandFrame.FAILED;
        }
    }

    /** Has each catalog that there is from now on granted. */
    private CatalogWatch watch(Consumer<CatalogSnapshot> grant) {
        CatalogReader reader =
                CatalogReader.of(new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", bootstrap)));
        reader.listen((now, changed) -> grant.accept(now.snapshot()));
        return CatalogWatch.start(reader, CatalogWatch.INTERVAL);
    }

    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new UsageException("\"" + text + "\" is not an address to listen on; write HOST:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    static AccessKey platformKey(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            throw new UsageException("the platform's key is missing; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        return new AccessKey(id, secret);
    }
}

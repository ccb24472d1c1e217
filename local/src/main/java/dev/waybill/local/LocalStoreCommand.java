package dev.waybill.local;

import dev.waybill.app.SpecCheck;
import dev.waybill.cli.CommandFrame;
import dev.waybill.cli.UsageException;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalException;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code local-store}: S3 and STS alone, for a container; it plays the tenants' part from their specs. */
@Command(
        name = "local-store",
        mixinStandardHelpOptions = true,
        description = "Serves a local S3 and STS until it is stopped, with the buckets and roles that the specs name."
                + " The platform's key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For trials only.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LocalStoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tenants",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the export specs and the external ids.")
    private Path tenants;

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
            TenantSpecs specs = SpecCheck.read(tenants);
            ExternalIds externalIds = ExternalIds.read(tenants);
            try (LocalStore store = LocalStore.start(data, iam, address(listen));
                    LocalSts sts = LocalSts.start(iam, address(stsListen))) {
                LocalGrants.apply(specs.exports(), externalIds, store, iam, platformKey);
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

    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new UsageException("\"" + text + "\" is not an address to listen on; write HOST:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    private static AccessKey platformKey(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || secret == null) {
            throw new UsageException("the platform's key is missing; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        return new AccessKey(id, secret);
    }
}

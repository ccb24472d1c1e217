package dev.waybill.local;

import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.ExportBinder;
import dev.waybill.kafka.PollPatience;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.topology.Placement;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A replay beside the local application; in a process of its own it is slow, made to be killed. */
final class KilledReplay {
    static final SigningKey SIGNING_KEY = SigningKey.generate();

    private KilledReplay() {}

    /**
     * Arguments: the brokers' addresses, the folder of the tenants and the registry, the folder of the state; tenant, export,
     * from, to, and the replay's id.
     */
    public static void main(String[] arguments) throws Exception {
        BatchSettings slow = BatchSettings.DEFAULT
                .withBlocks(4 << 10)
                .withReplayDistance(Duration.ofSeconds(5))
                .withSlices(4 << 10, 1, Duration.ofMillis(20));
        replay(
                        arguments[0],
                        Path.of(arguments[2]),
                        LocalRegistry.open(Path.of(arguments[1]).resolve("schemas")),
                        slow)
                .run(
                        new ReplayRequest(
                                arguments[3],
                                Optional.of(arguments[4]),
                                Instant.parse(arguments[5]),
                                Instant.parse(arguments[6]),
                                ReplayVersions.REIGNED,
                                new OwnFolder()),
                        Optional.of(new ReplayId(arguments[7])),
                        System.out::println);
    }

    static Replay replay(String bootstrapServers, Path state, SchemaLookup schemas, BatchSettings settings) {
        return new Replay(
                new ReplaySetup(
                        LocalStreams.config(bootstrapServers, state),
                        Placement.AS_SENT,
                        ExportBinder.forCurrentSchemas(reference -> "a key of thirty-two bytes or more"),
                        schemas,
                        TimeRules.DEFAULT,
                        settings,
                        MemoryBudget.of(1 << 20),
                        new PollPatience(Duration.ofMinutes(5)),
                        () -> Optional.of(new ReceiptSigner(SIGNING_KEY))),
                Clock.systemUTC());
    }

    static ChildProcess start(WholeStack stack, Path state, Path log, ReplayRequest request, String id)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledReplay.class.getName(),
                stack.broker.bootstrapServers(),
                stack.folder.root().toString(),
                state.toString(),
                request.tenant(),
                request.export().orElseThrow(),
                request.from().toString(),
                request.to().toString(),
                id));
        return ChildProcess.start(new ProcessBuilder(command), log);
    }
}

package dev.waybill.cli.key;

import dev.waybill.catalog.key.KeyUses;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.clients.KafkaClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hash-keys list}: all keys with the reigns that use them. */
@Command(
        name = "list",
        description = {
            "List the keys of all tenants as the catalog has them: epoch, fingerprint, the versions that use each and until"
                    + " when their windows may need it, and which keys may be destroyed.",
            "Shows no key and needs none."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the catalog cannot be read", "2:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class HashKeysListCommand implements Callable<Integer> {
    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--json", description = "Print an array of JSON objects, one for each key.")
    private boolean json;

    @Spec
    private CommandSpec command;

    private final Clock clock;

    public HashKeysListCommand(KafkaClients clients, Clock clock) {
        this.cluster = new ClusterOptions(clients);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), this::list);
    }

    private int list(PrintWriter out) throws IOException {
        return cluster.run("waybill-hash-keys", (clients, settings) -> {
            CatalogSnapshot catalog = CatalogAccess.read(clients, settings);
            KeyUses uses = KeyUses.of(catalog);
            HashKeysListing listing = new HashKeysListing(uses, clock.instant());
            out.print(json ? listing.json() : listing.text());
            Stream.concat(
                            catalog.faults().stream().map(Fault::text),
                            uses.unreadable().stream().map(UnreadableSpec::text))
                    .forEach(command.commandLine().getErr()::println);
            return CommandFrame.DONE;
        });
    }
}

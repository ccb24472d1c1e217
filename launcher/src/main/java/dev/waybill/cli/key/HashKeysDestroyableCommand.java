package dev.waybill.cli.key;

import dev.waybill.catalog.key.KeyUse;
import dev.waybill.catalog.key.KeyUses;
import dev.waybill.catalog.key.TenantKey;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.cli.frame.CatalogAccess;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hash-keys destroyable}: whether windows still need a key. */
@Command(
        name = "destroyable",
        description = {
            "Say whether the key of an epoch may be destroyed: whether no window needs it any more.",
            "Destroys nothing: where a key is kept is not known here."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it may be destroyed",
            "1:it is needed, or the catalog cannot be read",
            "2:wrong usage, or there is no such key"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class HashKeysDestroyableCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TENANT", description = "Id of the tenant.")
    private String tenant;

    @Parameters(
            index = "1",
            paramLabel = "EPOCH",
            description = "Name of the epoch, or the key's fingerprint; the reference where the spec says neither.")
    private String epoch;

    @Mixin
    private final ClusterOptions cluster;

    @Spec
    private CommandSpec command;

    private final Clock clock;

    public HashKeysDestroyableCommand(KafkaClients clients, Clock clock) {
        this.cluster = new ClusterOptions(clients);
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return CommandFrame.run(command.commandLine(), this::check);
    }

    private int check(PrintWriter out) throws IOException {
        return cluster.run(
                "waybill-hash-keys", (clients, settings) -> check(CatalogAccess.read(clients, settings), out));
    }

    private int check(CatalogSnapshot catalog, PrintWriter out) {
        Optional<Fault> fault = catalog.tenant(tenant).flatMap(TenantEntry::fault);
        if (fault.isPresent()) {
            out.println("cannot tell, so the key must be kept: " + fault.get().text());
            return CommandFrame.FAILED;
        }
        KeyUses uses = KeyUses.of(catalog);
        List<UnreadableSpec> unreadable = uses.unreadable(tenant);
        if (!unreadable.isEmpty()) {
            out.println(
                    "cannot tell, so the key must be kept: " + unreadable.get(0).text());
            return CommandFrame.FAILED;
        }
        TenantKey key = key(uses);
        List<KeyUse> needed = key.neededBy(clock.instant());
        if (needed.isEmpty()) {
            out.println("the key " + epoch + " of " + tenant + " may be destroyed: no window needs it any more");
            return CommandFrame.DONE;
        }
        out.println("the key " + epoch + " of " + tenant + " must be kept:");
        needed.forEach(use -> out.println("  " + HashKeysListing.line(use)));
        return CommandFrame.FAILED;
    }

    private TenantKey key(KeyUses uses) {
        return uses.key(tenant, epoch).orElseThrow(() -> {
            List<String> known = uses.keys().stream()
                    .filter(key -> key.tenant().equals(tenant))
                    .map(TenantKey::name)
                    .toList();
            return new UsageException("the catalog knows no key " + epoch + " of tenant " + tenant + "; "
                    + DidYouMean.hint(epoch, known, "see ./waybill hash-keys list"));
        });
    }
}

package dev.waybill.cli;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.frame.AuthorOptions;
import dev.waybill.cli.frame.ClusterOptions;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import dev.waybill.control.pause.Pausing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code pause} and {@code resume} have in common: of what, by whom, and the catalog they write. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PauseOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TENANT[/EXPORT]",
            description = "A tenant, or one of its exports, as the catalog names them.")
    private @Nullable String name;

    @Option(names = "--all", description = "Everything, of all tenants.")
    private boolean all;

    @Mixin
    private AuthorOptions author;

    @Mixin
    private final ClusterOptions cluster;

    PauseOptions(KafkaClients clients) {
        this.cluster = new ClusterOptions(clients);
    }

    /** Writes the catalog and prints what has changed. */
    int write(String clientId, PrintWriter printer, Verb verb) throws IOException {
        Function<KnownExports, PauseScope> scope = scope();
        String by = author.by();
        String why = author.why();
        return cluster.run(clientId, (clients, settings) -> {
            try (KafkaCatalogTopic topic = new KafkaCatalogTopic(clients, settings);
                    CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(clients, settings))) {
                Pausing pausing = new Pausing(reader, new CatalogWriter(topic));
                printer.print(verb.write(pausing, scope, by, why).text());
                return CommandFrame.DONE;
            }
        });
    }

    /** Why; empty if nobody said. */
    String why() {
        return author.why();
    }

    /** What is written. */
    @FunctionalInterface
    interface Verb {
        PauseReport write(Pausing pausing, Function<KnownExports, PauseScope> scope, String by, String why);
    }

    private Function<KnownExports, PauseScope> scope() {
        String wanted = name;
        if (all == (wanted != null)) {
            throw new UsageException("name a TENANT, a TENANT/EXPORT, or say --all");
        }
        return wanted == null ? known -> PauseScope.EVERYTHING : known -> known.find(wanted);
    }
}

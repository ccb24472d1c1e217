package dev.waybill.cli;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.catalog.topic.Written;
import dev.waybill.spec.SpecReader;
import dev.waybill.topics.FakeClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/** A catalog on a cluster in memory, as the first {@code apply} of a folder writes it. */
final class AppliedSpecs {
    private AppliedSpecs() {}

    /** Makes the topics, too. */
    static void apply(FakeClients clients, Path folder) throws IOException {
        Commands.waybill(clients, "topics", "--bootstrap", "broker:9092", "--tenants", folder.toString());
        Wish wish = Wish.allOf(SpecReader.read(folder));
        ApplyChange change = ApplyChange.planned(
                CatalogSnapshot.EMPTY,
                Planner.plan(CatalogSnapshot.EMPTY, wish, tenant -> "id-of-" + tenant),
                SettingsWish.DEFAULTS,
                EnumSet.allOf(GuardRule.class),
                "ops",
                "ticket 7");
        try (KafkaCatalogTopic topic = new KafkaCatalogTopic(clients, Map.of())) {
            if (!(new CatalogWriter(topic).write(change) instanceof Written)) {
                throw new IllegalStateException("the catalog was not written");
            }
        }
        clients.settings.clear();
    }
}

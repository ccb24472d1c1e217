package dev.waybill.app;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ReceiptsKey;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.format.compress.GzipFingerprint;
import dev.waybill.kafka.cluster.StartChecks;
import dev.waybill.kafka.cluster.StartFinding;
import dev.waybill.kafka.cluster.StartFinding.Severity;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topology.Placement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what about the cluster is not as it must be. */
public final class StartReport {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    private StartReport() {}

    /** Whether the application can start. */
    public static boolean mayStart(AppConfig config, CatalogSnapshot catalog) {
        List<StartFinding> findings = StartChecks.check(expected(config, catalog), new HashMap<>(config.kafka()));
        findings.forEach(StartReport::log);
        if (!GzipFingerprint.isExpected()) {
            LOG.warn(
                    "the zlib of this Java runtime makes other gzip bytes than the one Waybill is tested with: files are"
                            + " as good, but instances on different runtimes give the same rows different bytes and names; run"
                            + " the same runtime everywhere, see docs/adr/0011-gzip-is-the-jdks-zlib-at-level-4.md");
        }
        boolean refused = findings.stream().anyMatch(finding -> finding.severity() == Severity.REFUSE);
        if (refused) {
            LOG.error("the application does not start: see above");
        }
        return !refused;
    }

    private static void log(StartFinding finding) {
        switch (finding.severity()) {
            case REFUSE -> LOG.error("{}", finding.text());
            case WARN -> LOG.warn("{}; its exports wait in state until then", finding.text());
        }
    }

    static StartChecks.Expected expected(AppConfig config, CatalogSnapshot catalog) {
        Placement placement = Placement.ofRepartition(config.repartition());
        SortedMap<String, String> inputStores = new TreeMap<>();
        SortedSet<String> copiedInputs = new TreeSet<>();
        SortedSet<String> foreignStores = new TreeSet<>();
        for (Source source : config.sources()) {
            inputStores.put(placement.topic(source), placement.storeName(source));
            if (placement == Placement.BY_TENANT) {
                copiedInputs.add(Topics.input(source));
            }
            foreignStores.add(placement.other().storeName(source));
        }
        SortedSet<String> exportTopics = exports(catalog)
                .filter(export -> config.sources().contains(export.source()))
                .map(ExportSpec::topic)
                .collect(Collectors.toCollection(TreeSet::new));
        return new StartChecks.Expected(
                config.kafka().getOrDefault("application.id", "waybill"),
                inputStores,
                copiedInputs,
                receiptTopics(config),
                foreignStores,
                exportTopics,
                futureSkew(catalog));
    }

    private static SortedSet<String> receiptTopics(AppConfig config) {
        return config.receiptsKey().equals(ReceiptsKey.OFF)
                ? new TreeSet<>()
                : new TreeSet<>(Set.of(Topics.LEDGER, Topics.DELIVERIES));
    }

    /** Those that are there now, or will be; one whose spec cannot be read is held back when its first event comes. */
    private static Stream<ExportSpec> exports(CatalogSnapshot catalog) {
        return catalog.tenantRecords().stream()
                .flatMap(tenant -> tenant.exports().values().stream())
                .flatMap(export -> export.last().stream())
                .flatMap(StartReport::spec);
    }

    private static Stream<ExportSpec> spec(SpecVersion version) {
        try {
            return Stream.of(version.spec());
        } catch (SpecException e) {
            return Stream.empty();
        }
    }

    /** What holds last. */
    private static Duration futureSkew(CatalogSnapshot catalog) {
        return catalog.settings().stream()
                .flatMap(settings -> settings.platform().entries().stream())
                .map(PlatformSettings::futureSkew)
                .reduce(PlatformSettings.DEFAULT.futureSkew(), (a, b) -> b);
    }
}

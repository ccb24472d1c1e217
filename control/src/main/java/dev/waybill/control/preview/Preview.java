package dev.waybill.control.preview;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.config.ExportBinder;
import dev.waybill.config.KeyFingerprints;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.control.preview.PreviewReport.SourceRead;
import dev.waybill.delivery.EventPath;
import dev.waybill.event.Decoder;
import dev.waybill.event.TryAgainException;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.wire.EventDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows what exports would deliver of recent events. Changes nothing, on a cluster or elsewhere. */
public final class Preview {
    private static final long MEMORY = 64L << 20;

    private final PreviewRequest request;
    private final PreviewSecrets secrets;
    private final ExportBinder binder;
    private final List<ExportSpec> exports;
    private final List<SourceRead> sources = new ArrayList<>();
    private final List<ExportPreview> previews = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Preview(PreviewRequest request) {
        this.request = request;
        this.secrets = new PreviewSecrets(request.secrets());
        this.binder = ExportBinder.forCurrentSchemas(secrets);
        // Keys that are not at hand stay without a fingerprint; those that are another than was meant are found when used.
        this.exports = new KeyFingerprints(request.secrets())
                .complete(request.exports(), (export, path) -> Place.of(export.toString(), path), known -> {});
    }

    /**
     * Looks at them.
     *
     * @throws dev.waybill.spec.yaml.SpecException if an export cannot do what its spec says
     * @throws ClusterException if the cluster or the schema registry cannot be asked
     * @throws IOException if a file cannot be read or written
     */
    public static PreviewReport run(PreviewRequest request) throws IOException {
        try {
            return new Preview(request).run();
        } catch (TryAgainException e) {
            throw new ClusterException("the schema registry does not answer: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private PreviewReport run() throws IOException {
        Map<Source, List<ExportSpec>> bySource = new EnumMap<>(Source.class);
        exports.forEach(export -> bySource.computeIfAbsent(export.source(), any -> new ArrayList<>())
                .add(export));
        for (Map.Entry<Source, List<ExportSpec>> entry : bySource.entrySet()) {
            look(entry.getKey(), entry.getValue());
        }
        previews.sort(Comparator.comparing(ExportPreview::export));
        return new PreviewReport(sources, previews, notes());
    }

    private void look(Source source, List<ExportSpec> drafts) throws IOException {
        Set<String> tenants =
                drafts.stream().map(draft -> draft.exportId().tenant()).collect(Collectors.toSet());
        EventSieve sieve = new EventSieve(decoder(source), tenants);
        RecentEvents.Read read = request.events().read(source, sieve, request.bounds(), request.cancelled());
        PreviewOutbox outbox = new PreviewOutbox(request.parts());
        List<SourceEvent> taken =
                new DeliveryRun(setup(source, drafts), outbox, request.cancelled()).deliver(read.events());
        sources.add(new SourceRead(
                source,
                read.records(),
                read.events().size(),
                new TreeMap<>(sieve.passedOver()),
                outbox.refused(),
                read.notes()));
        for (ExportSpec draft : drafts) {
            previews.add(look(draft, taken, outbox.tally(draft.exportId())));
        }
    }

    private ExportPreview look(ExportSpec draft, List<SourceEvent> events, Tally tally) throws IOException {
        ExportLook look = new ExportLook(
                binder, SpecVersion.of(draft).id(), draft, decoder(draft.source()), request.samples());
        for (SourceEvent event : events) {
            if (request.cancelled().getAsBoolean()) {
                break;
            }
            look.take(event);
        }
        notes.addAll(look.notes());
        return look.finish(tally, new FirstFile(request.lines()));
    }

    private EventPath.Setup setup(Source source, List<ExportSpec> drafts) {
        return new EventPath.Setup(
                () -> decoder(source),
                source,
                DraftCatalog.of(drafts, request.settings()),
                binder::forPartition,
                BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                MemoryBudget.of(MEMORY));
    }

    private Decoder decoder(Source source) {
        return new EventDecoder(EventSchemas.schema(source), request.schemas(), request.times());
    }

    private List<String> notes() {
        secrets.missing()
                .forEach(reference -> notes.add("the key " + reference
                        + " is not here: a random one made the hashes, which will be others"));
        if (request.cancelled().getAsBoolean()) {
            notes.add("stopped: it shows what was looked at by then");
        }
        return notes;
    }
}

package dev.waybill.spec;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.DestinationReader;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one element of {@code exports}. */
final class ExportReader {
    private static final String UNKNOWN = "unknown";
    private static final KindSpec PLAIN = new KindSpec("csv", Map.of());
    private static final Destination NOWHERE = new FileDestination(Path.of("/"), "");

    private ExportReader() {}

    /**
     * An export as it was read.
     *
     * @param spec with harmless values in place of what could not be read; empty where it is not known which events it is of
     * @param isRight whether it is what the file says; else there are problems, which have been reported
     */
    record Read(Optional<ExportSpec> spec, boolean isRight) {}

    static Read read(String tenant, Mapping mapping) {
        Optional<String> id = mapping.requiredParsed("id", ExportReader::id);
        Optional<Source> source = mapping.requiredParsed("source", text -> Names.constant(Source.class, text));
        boolean enabled = mapping.bool("enabled").orElse(true);
        SelectSpec select = mapping.mapping("select").map(SelectReader::read).orElse(SelectSpec.ALL);
        List<KindSpec> redact = KindReader.readAll(mapping, "redact");
        Optional<KindSpec> format = KindReader.readRequired(mapping, "format");
        KindSpec layout = KindReader.readOptional(mapping, "layout").orElse(ExportSpec.DEFAULT_LAYOUT);
        ScheduleSpec schedule =
                mapping.mapping("schedule").map(ScheduleReader::read).orElse(ScheduleSpec.HOURLY);
        int partSize = partSize(mapping);
        boolean deduplicate = mapping.bool("deduplicate").orElse(true);
        Optional<ReceiptCadence> receipts =
                mapping.parsed("receipts", text -> Names.constant(ReceiptCadence.class, text));
        Delivery delivery = mapping.parsed("delivery", text -> Names.constant(Delivery.class, text))
                .orElse(Delivery.DEDICATED);
        mapping.require("destination");
        Optional<Destination> destination = mapping.mapping("destination").flatMap(DestinationReader::read);
        Map<String, String> connector = ConnectorReader.read(mapping);
        mapping.retired("external-id", ExternalIds.ADVICE);
        mapping.finish();
        boolean right = mapping.isClean() && ExportId.isValid(tenant);
        return new Read(
                source.map(known -> new ExportSpec(
                        new ExportId(right ? tenant : UNKNOWN, id.orElse(UNKNOWN)),
                        known,
                        enabled,
                        select,
                        right || redact.size() == mapping.nodes("redact").size() ? redact : List.of(),
                        format.orElse(PLAIN),
                        layout,
                        schedule,
                        partSize,
                        deduplicate,
                        receipts,
                        delivery,
                        destination.orElse(NOWHERE),
                        connector)),
                right);
    }

    static String id(String text) {
        if (!ExportId.isValid(text)) {
            throw new IllegalArgumentException("is not an id; " + ExportId.SYNTAX_IN_WORDS);
        }
        return text;
    }

    /** Text with a unit, or a plain number of bytes. */
    private static int partSize(Mapping mapping) {
        Optional<Long> size = mapping.isNumber("part-size")
                ? mapping.integer("part-size")
                : mapping.parsed("part-size", ByteSize::parse);
        boolean fits = size.filter(bytes -> bytes < Limits.MIN_PART_SIZE || bytes > Limits.MAX_PART_SIZE)
                .isEmpty();
        if (!fits) {
            mapping.report(Problem.at(mapping.place("part-size"), "must be from 1KiB to 16MiB")
                    .hint("8MiB is the default"));
        }
        return size.filter(bytes -> fits).map(Long::intValue).orElse(Limits.DEFAULT_PART_SIZE);
    }
}

package dev.waybill.receipt;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The versions of one export in the order of time, as one record of the catalog has them. Confined to one thread. */
final class Course {
    /**
     * What all courses are made with.
     *
     * @param sources that the application reads; at least one
     * @param cadences how often an export has receipts
     * @param schedules those that were made before, for all exports
     */
    record Binding(
            Set<Source> sources,
            Function<ExportSpec, ReceiptCadence> cadences,
            Map<ScheduleSpec, Schedule> schedules) {}

    private final ExportRecord record;
    private final Binding binding;
    private final Map<String, VersionTerms> bound = new HashMap<>();

    Course(ExportRecord record, Binding binding) {
        this.record = record;
        this.binding = binding;
    }

    /** When the export was made; it may have been said then that it had begun before. */
    Instant madeAt() {
        return record.reigns().list().get(0).change().at();
    }

    /** The stretches that end after an instant, the earliest first; each is made when it is asked for. */
    Stream<Stretch> from(Instant instant) {
        return record.reigns().list().stream()
                .map(reign -> record.reigns().at(Micros.of(reign.from())))
                .filter(Ruled.class::isInstance)
                .map(Ruled.class::cast)
                .filter(ruled ->
                        ruled.until().filter(until -> !until.isAfter(instant)).isEmpty())
                .map(ruled -> new Stretch(version(ruled.version()), ruled));
    }

    /** The stretch that an instant lies in; empty where nobody rules. */
    Optional<Stretch> at(Instant instant) {
        return record.reigns().at(Micros.of(instant)) instanceof Ruled ruled
                ? Optional.of(new Stretch(version(ruled.version()), ruled))
                : Optional.empty();
    }

    /** The windows that the receipt is about whose first window holds an instant of a stretch. */
    static List<Window> windows(Stretch stretch, Instant instant) {
        List<Window> windows = new ArrayList<>();
        Window window = stretch.windowAt(instant);
        windows.add(window);
        if (stretch.version().cadence() == ReceiptCadence.DAILY) {
            ZoneId zone = stretch.version().schedule().zone();
            LocalDate day = dayOfEnd(window, zone);
            while (stretch.goesOnAt(window.end())) {
                window = stretch.windowAt(window.end());
                if (!dayOfEnd(window, zone).equals(day)) {
                    break;
                }
                windows.add(window);
            }
        }
        return windows;
    }

    /** Midnight belongs to the day that it ends. */
    private static LocalDate dayOfEnd(Window window, ZoneId zone) {
        return window.end().minusNanos(1).atZone(zone).toLocalDate();
    }

    /**
     * Where the receipt that follows ends at the latest; empty if none follows without a break, or it stands elsewhere.
     *
     * @param place where this one stands
     * @param end of its last window; what rules then must be decided
     */
    Optional<Instant> next(String place, Instant end) {
        return at(end).filter(stretch -> stretch.version().cadence() != ReceiptCadence.OFF)
                .filter(stretch -> stretch.version().place().equals(place))
                .map(stretch -> {
                    List<Window> windows = windows(stretch, end);
                    return windows.get(windows.size() - 1).end();
                });
    }

    private VersionTerms version(String id) {
        VersionTerms known = bound.get(id);
        if (known == null) {
            known = bind(id);
            bound.put(id, known);
        }
        return known;
    }

    private VersionTerms bind(String id) {
        SpecVersion found = record.versions().get(id);
        if (found == null) {
            throw new CannotStateException("the catalog has no spec of its version " + id);
        }
        try {
            ExportSpec spec = found.spec();
            boolean isRead = binding.sources().contains(spec.source());
            String own = place(spec.destination());
            String place = Optional.ofNullable(record.redirects().get(id))
                    .map(Course::place)
                    .orElse(own);
            return new VersionTerms(
                    id,
                    isRead ? spec.source() : binding.sources().iterator().next(),
                    isRead,
                    spec.schedule(),
                    binding.schedules().computeIfAbsent(spec.schedule(), Schedule::of),
                    isRead ? binding.cadences().apply(spec) : ReceiptCadence.OFF,
                    spec.topic(),
                    place,
                    !place.equals(own));
        } catch (SpecException | IllegalArgumentException e) {
            throw new CannotStateException("this program cannot read its version " + id, e);
        }
    }

    /** What tells two places apart: not how they are reached. */
    private static String place(Destination destination) {
        String store = destination
                .s3()
                .flatMap(S3Destination::endpoint)
                .map(uri -> String.valueOf(uri.getAuthority()))
                .orElse("");
        return store + " " + destination.base();
    }
}

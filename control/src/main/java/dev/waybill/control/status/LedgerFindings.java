package dev.waybill.control.status;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.control.progress.InputLag;
import dev.waybill.control.progress.LedgerGlance;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.ledger.ExportHeldBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** What needs somebody by what the application says in the ledger: exports that it holds back, and partitions that hold up receipts. */
public final class LedgerFindings {
    /** So many exports are named that wait for a partition. */
    private static final int NAMED = 5;

    /**
     * What was found.
     *
     * @param ofExports by export
     * @param whole what concerns more than one
     * @param waits by export, the partitions that its receipts wait for
     * @param passed what all partitions of a source have passed; {@link Instant#MIN} if one of them has said nothing
     */
    public record Found(
            Map<ExportId, List<Finding>> ofExports,
            List<Finding> whole,
            Map<ExportId, List<String>> waits,
            Map<Source, Instant> passed) {
        public static final Found NOTHING = new Found(Map.of(), List.of(), Map.of(), Map.of());

        /** What all partitions of a source have passed; empty if nobody knows. */
        public Optional<Instant> through(Source source) {
            return Optional.ofNullable(passed.get(source));
        }
    }

    private final String application;
    private final LedgerGlance glance;
    private final Map<Source, Map<Integer, Long>> lag;
    private final IntSupplier members;
    private final Instant now;

    private LedgerFindings(
            String application,
            LedgerGlance glance,
            Map<Source, Map<Integer, Long>> lag,
            IntSupplier members,
            Instant now) {
        this.application = application;
        this.glance = glance;
        this.lag = lag;
        this.members = members;
        this.now = now;
    }

    /**
     * Looks once.
     *
     * @param members how many members the application's group has; negative if that may not be asked for
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    static Found look(
            LedgerLook ledger,
            InputLag input,
            IntSupplier members,
            String application,
            List<CatalogExport> exports,
            Instant now) {
        List<CatalogExport> active =
                exports.stream().filter(CatalogExport::isActive).toList();
        if (active.isEmpty()) {
            return Found.NOTHING;
        }
        Optional<LedgerGlance> glance =
                ledger.last(application, active.stream().map(CatalogExport::id).toList(), now);
        if (glance.isEmpty()) {
            return new Found(
                    Map.of(),
                    List.of(new Finding(
                            "the ledger could not be read to its end in time, so it is not known what the application holds"
                                    + " back",
                            "try again")),
                    Map.of(),
                    Map.of());
        }
        return of(
                application,
                glance.get(),
                input.of(application, glance.get().passed().keySet()),
                members,
                active,
                now);
    }

    /**
     * What follows from the ledger's last hours.
     *
     * @param lag how many records wait in source partitions, as far as that is known
     * @param members how many members the application's group has; negative if that is not known
     * @param exports that a version rules, or will
     */
    public static Found of(
            String application,
            LedgerGlance glance,
            Map<Source, Map<Integer, Long>> lag,
            IntSupplier members,
            List<CatalogExport> exports,
            Instant now) {
        return new LedgerFindings(application, glance, lag, members, now).find(exports);
    }

    private Found find(List<CatalogExport> exports) {
        Map<ExportId, List<Finding>> findings = new HashMap<>();
        exports.forEach(export -> findings.put(export.id(), new ArrayList<>(heldBack(export.id()))));
        if (glance.isSilent()) {
            return new Found(findings, List.of(silent()), Map.of(), Map.of());
        }
        exports.forEach(export -> export.spec()
                .filter(spec -> !glance.passed().isEmpty() && !glance.passed().containsKey(spec.source()))
                .ifPresent(spec -> findings.computeIfAbsent(export.id(), any -> new ArrayList<>())
                        .add(unread(spec.source()))));
        List<Finding> whole = new ArrayList<>();
        Map<ExportId, List<String>> waits = new HashMap<>();
        for (StuckPartition stuck : StuckPartition.of(glance, now)) {
            List<ExportId> waiting = exports.stream()
                    .filter(export -> export.spec()
                            .filter(spec -> spec.source() == stuck.source() && spec.receipts() != ReceiptCadence.OFF)
                            .isPresent())
                    .map(CatalogExport::id)
                    .sorted()
                    .toList();
            if (!waiting.isEmpty()) {
                whole.add(stuck(stuck, waiting));
                waiting.forEach(export ->
                        waits.computeIfAbsent(export, any -> new ArrayList<>()).add(stuck.name()));
            }
        }
        return new Found(findings, whole, waits, through());
    }

    private Map<Source, Instant> through() {
        Map<Source, Instant> through = new EnumMap<>(Source.class);
        glance.passed()
                .forEach((source, partitions) -> through.put(
                        source,
                        partitions.values().stream()
                                .map(passed -> passed.orElse(Instant.MIN))
                                .min(Instant::compareTo)
                                .orElse(Instant.MIN)));
        return through;
    }

    /** One for each reason. */
    private List<Finding> heldBack(ExportId export) {
        SortedMap<String, List<ExportHeldBack>> byReason =
                new TreeMap<>(glance.heldBack().getOrDefault(export, List.of()).stream()
                        .collect(Collectors.groupingBy(ExportHeldBack::why)));
        return byReason.entrySet().stream()
                .map(reason -> Finding.of(
                        ExportState.HELD_BACK,
                        "held back by " + application + " since "
                                + reason.getValue().stream()
                                        .map(ExportHeldBack::since)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow()
                                + " in " + count(reason.getValue().size(), "source partition") + ": " + reason.getKey(),
                        "what has come since then waits, and so do its receipts; see"
                                + " docs/how-to/put-a-held-back-export-right.md"))
                .toList();
    }

    private Finding silent() {
        return new Finding(
                "the ledger has nothing of " + application + " from the last " + Durations.text(LedgerLook.LAST_HOURS),
                members.getAsInt() == 0
                        ? "no instance of it runs: start it; if it has another id, name it with --application-id"
                        : "see /readyz and the log of its instances; if it has another id, name it with"
                                + " --application-id");
    }

    private Finding unread(Source source) {
        return Finding.of(
                ExportState.BLOCKED,
                application + " does not read " + YamlName.of(source) + " events, so the export gets neither files nor"
                        + " receipts",
                "add it to sources in the configuration of run, or name another source in the export's spec");
    }

    private Finding stuck(StuckPartition stuck, List<ExportId> waiting) {
        String names = waiting.stream().limit(NAMED).map(ExportId::toString).collect(Collectors.joining(", "));
        String more = waiting.size() > NAMED ? " and " + (waiting.size() - NAMED) + " more" : "";
        return new Finding(
                stuck.name()
                        + stuck.passed()
                                .map(passed -> " has passed nothing after " + passed)
                                .orElse(" has said nothing for " + Durations.text(LedgerLook.LAST_HOURS))
                        + ": " + why(stuck) + "; receipts of " + names + more + " wait for it",
                "see /readyz and the log of the instance that has it");
    }

    private String why(StuckPartition stuck) {
        if (members.getAsInt() == 0) {
            return "no instance of " + application + " runs";
        }
        long waiting = lag.getOrDefault(stuck.source(), Map.of()).getOrDefault(stuck.partition(), -1L);
        if (waiting > 0) {
            return count(waiting, "record") + " there " + (waiting == 1 ? "waits" : "wait") + " to be read";
        }
        return waiting == 0
                ? "all of it is read, and its instance waits for the catalog or cannot prove that nothing is left"
                : "it is not known how far it is read";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

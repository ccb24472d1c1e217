package dev.waybill.control.status;

import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what about an export needs somebody. */
final class Findings {
    /** Less time than this until retention would remove what is not delivered needs somebody, paused or not. */
    static final Duration NEAR = Duration.ofHours(24);

    private final Instant now;
    private final Optional<Map<String, ConnectorState>> connectors;

    /** @param connectors what Connect says; empty if it was not asked */
    Findings(Instant now, Optional<Map<String, ConnectorState>> connectors) {
        this.now = now;
        this.connectors = connectors;
    }

    List<Finding> of(CatalogExport export, List<LaneStatus> lanes, Set<String> missingTopics) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> missing = export.spec()
                .map(ExportSpec::topic)
                .filter(topic -> export.isActive() && missingTopics.contains(topic));
        if (missing.isPresent()) {
            findings.add(Finding.of(
                    ExportState.BLOCKED,
                    "its topic " + missing.get() + " does not exist, so its parts wait in state",
                    "run ./waybill apply, which makes it"));
        }
        lanes.forEach(lane -> lane(lane, export, findings));
        export.unreadable()
                .forEach(spec -> findings.add(Finding.of(
                        ExportState.BLOCKED,
                        "its version " + spec.version() + " cannot be read by this program (" + spec.reason()
                                + "), so it is not known where its parts go",
                        "use the version of Waybill that wrote it")));
        export.fault()
                .ifPresent(fault -> findings.add(Finding.of(
                        ExportState.BLOCKED,
                        "its tenant's record cannot be read, so this is the last good one: " + fault.reason(),
                        "update the programs that read it, or write it again with ./waybill apply")));
        Set<String> names = new TreeSet<>(lanes.stream()
                .filter(lane -> export.isActive() || lane.oldest().isPresent())
                .map(LaneStatus::connector)
                .toList());
        names.forEach(name -> connectors.ifPresent(all -> connector(name, all.get(name), findings)));
        return findings;
    }

    /** On the shared topic the oldest part may be another export's, which it is then said of. */
    private void lane(LaneStatus lane, CatalogExport export, List<Finding> findings) {
        String where = lane.partition() + (lane.isShared() ? " (with parts of other exports)" : "");
        if (lane.progress().lost() > 0) {
            findings.add(new Finding(
                    "retention has removed " + lane.progress().lost() + " records of " + where
                            + " that were not delivered",
                    "raise the topic's retention; replay delivers them again while the input holds the events"));
        }
        Optional<RecordGlance> own = lane.oldest()
                .filter(part -> part.export().map(export.id()::equals).orElse(true));
        lane.loss()
                .filter(loss -> own.isPresent() && loss.left().compareTo(NEAR) < 0)
                .ifPresent(loss -> findings.add(new Finding(
                        "in about " + Durations.text(loss.left()) + " " + loss.rule() + " of "
                                + lane.partition().topic() + " removes what is not delivered",
                        "raise it now, then look why nothing is delivered")));
        Optional<RecordGlance> late = own.filter(part -> export.pauses().isEmpty())
                .filter(part -> Duration.between(part.since(), now).compareTo(ExportState.LATE_AFTER) > 0);
        late.ifPresent(part -> findings.add(Finding.of(
                ExportState.LATE,
                "not delivered since " + part.since() + ": the part at " + where + " offset " + part.offset(),
                lane.progress().committed().isPresent()
                        ? "look at connector " + lane.connector() + ": ask Connect with --connect, and read its metric"
                                + " LastError"
                        : "connector " + lane.connector() + " has never delivered from it: does it run, and read this"
                                + " topic?")));
    }

    private static void connector(String name, @Nullable ConnectorState state, List<Finding> findings) {
        if (state == null) {
            findings.add(Finding.of(
                    ExportState.BLOCKED, "Connect has no connector " + name, "run ./waybill apply with --connect"));
            return;
        }
        state.failures()
                .forEach(failure -> findings.add(Finding.of(
                        ExportState.BLOCKED,
                        "connector " + name + ": " + failure.what() + " failed: " + failure.cause(),
                        failure.advice())));
        if (state.failures().isEmpty() && !state.isRunning()) {
            findings.add(Finding.of(
                    ExportState.BLOCKED,
                    "connector " + name + " is " + state.state() + " with " + state.tasks() + " tasks",
                    "resume or start it in Kafka Connect"));
        }
    }
}

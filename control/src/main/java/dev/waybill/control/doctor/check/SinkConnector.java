package dev.waybill.control.doctor.check;

import dev.waybill.connector.ConfluentS3Sink;
import dev.waybill.connector.Connector;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the connector that delivers the export is there and runs. */
public record SinkConnector() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return true;
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        Optional<Map<String, ConnectorState>> states = examination.pipeline().connectors();
        CheckedExport export = examination.export();
        if (states.isEmpty()) {
            return List.of(Diagnosis.notChecked("Kafka Connect was not asked for the connector", "say --connect URL"));
        }
        Optional<String> name = name(export);
        if (name.isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "the connector's name follows from the tenant's external id, and there is none yet",
                    "run ./waybill apply --connect URL, which makes both"));
        }
        @Nullable ConnectorState state = states.get().get(name.get());
        if (state == null) {
            return List.of(
                    export.stage() == Stage.PLANNED
                            ? Diagnosis.notChecked(
                                    "there is no connector " + name.get() + " yet",
                                    "./waybill apply --connect URL makes it")
                            : Diagnosis.failed(
                                    "Connect has no connector " + name.get(),
                                    "run ./waybill apply with --connect URL, which makes it"));
        }
        return found(name.get(), state);
    }

    private static List<Diagnosis> found(String name, ConnectorState state) {
        if (!state.failures().isEmpty()) {
            return state.failures().stream()
                    .map(failure -> Diagnosis.failed(
                            "connector " + name + ": " + failure.what() + " failed: " + failure.cause(),
                            failure.advice()))
                    .toList();
        }
        return List.of(
                state.isRunning()
                        ? Diagnosis.passed("connector " + name + " runs with " + state.tasks() + " tasks")
                        : Diagnosis.failed(
                                "connector " + name + " is " + state.state() + " with " + state.tasks() + " tasks",
                                "resume or start it in Kafka Connect"));
    }

    /** Whether another product than Waybill's own sink delivers the export. */
    static boolean isConfluents(CheckedExport export) {
        return export.platform().confluentSink().exports().contains(export.id());
    }

    private static Optional<String> name(CheckedExport export) {
        if (!isConfluents(export)) {
            return Optional.of(export.platform().waybillSink().name());
        }
        List<ExportSpec> theirs = export.ofTenant().stream()
                .filter(other -> export.platform().confluentSink().exports().contains(other.exportId()))
                .toList();
        return new ConfluentS3Sink(export.ids())
                .connectors(theirs, export.platform().confluentSink().overrides(), problem -> {}).stream()
                        .filter(connector -> List.of(connector
                                        .config()
                                        .getOrDefault("topics", "")
                                        .split(","))
                                .contains(export.spec().topic()))
                        .map(Connector::name)
                        .findFirst();
    }
}

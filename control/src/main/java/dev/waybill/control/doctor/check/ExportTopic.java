package dev.waybill.control.doctor.check;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.Limits;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.topics.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the export's topic is there and takes its parts. */
public record ExportTopic() implements Check {
    private static final String MAX_BYTES = "max.message.bytes";

    @Override
    public boolean concerns(Destination destination) {
        return true;
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        ExportSpec spec = examination.export().spec();
        String topic = spec.topic();
        Optional<TopicState> found = examination.pipeline().topic(topic);
        if (found.isEmpty()) {
            return List.of(
                    examination.export().stage() == Stage.PLANNED
                            ? Diagnosis.notChecked(
                                    "the topic " + topic + " is not there yet", "./waybill apply makes it")
                            : Diagnosis.failed(
                                    "the topic " + topic + " does not exist, so parts wait in state",
                                    "run ./waybill apply, which makes it"));
        }
        List<String> wrong = wrong(spec, found.get());
        return wrong.isEmpty()
                ? List.of(Diagnosis.passed("the topic " + topic + " is there and takes parts"))
                : wrong.stream()
                        .map(what -> Diagnosis.failed(
                                "the topic " + topic + " " + what, "run ./waybill topics, which says how to change it"))
                        .toList();
    }

    private static List<String> wrong(ExportSpec spec, TopicState state) {
        List<String> wrong = new ArrayList<>();
        String maximum = state.config().getOrDefault(MAX_BYTES, "0");
        if (!maximum.matches("\\d{1,18}") || Long.parseLong(maximum) < Limits.MAX_MESSAGE_BYTES) {
            wrong.add("takes records of " + maximum + " bytes only, and parts have up to " + Limits.MAX_MESSAGE_BYTES);
        }
        boolean dedicated = spec.delivery() == Delivery.DEDICATED;
        if (dedicated && state.partitions() != 1) {
            wrong.add("has " + state.partitions() + " partitions instead of 1");
        }
        wanted(dedicated).forEach((setting, value) -> {
            String actual = state.config().getOrDefault(setting, "unset");
            if (!actual.equals(value)) {
                wrong.add("has " + setting + " = " + actual + " instead of " + value);
            }
        });
        return wrong;
    }

    /** What would lose parts if it were otherwise. */
    private static Map<String, String> wanted(boolean dedicated) {
        return dedicated
                ? Map.of("cleanup.policy", "delete", "retention.ms", "-1")
                : Map.of("cleanup.policy", "delete", "message.timestamp.type", "LogAppendTime");
    }
}

package dev.waybill.control.doctor.check;

import dev.waybill.contract.ExportId;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.doctor.pipeline.Pipeline;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.topics.TopicState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A platform that is as a test says. */
final class FakePipeline implements Pipeline {
    final Map<String, TopicState> topics = new HashMap<>();
    Optional<Map<String, ConnectorState>> connectors = Optional.empty();
    Optional<DeliveryGlance> said = Optional.empty();

    @Override
    public Optional<TopicState> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    @Override
    public Optional<Map<String, ConnectorState>> connectors() {
        return connectors;
    }

    @Override
    public Optional<DeliveryGlance> said(ExportId export) {
        return said;
    }
}

package dev.waybill.control.doctor.pipeline;

import dev.waybill.contract.ExportId;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.topics.TopicState;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's side of delivery. Methods throw {@link dev.waybill.contract.ClusterException} if the cluster or Connect does
 * not answer.
 */
public interface Pipeline {
    /** The topic as it is; empty if there is none. */
    Optional<TopicState> topic(String name);

    /** All connectors by name; empty if nobody said where Connect is. */
    Optional<Map<String, ConnectorState>> connectors();

    /** What Waybill's sink has said of an export, as far as it is near the end of its topic. */
    Optional<DeliveryGlance> said(ExportId export);
}

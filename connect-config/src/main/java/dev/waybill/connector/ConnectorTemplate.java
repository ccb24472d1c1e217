package dev.waybill.connector;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A connector product that can deliver parts. Equal exports give equal connectors, whatever their order. */
public sealed interface ConnectorTemplate permits ConfluentS3Sink, WaybillSink {
    /** The product's name in {@code platform.yaml}. */
    String product();

    /**
     * The connectors that deliver the exports, sorted by name. What the product cannot do is reported, and the export
     * left out.
     *
     * @param exports in any order
     * @param overrides the operator's settings for all connectors of this product
     * @param problems takes what is wrong
     */
    List<Connector> connectors(List<ExportSpec> exports, Map<String, String> overrides, Consumer<Problem> problems);
}

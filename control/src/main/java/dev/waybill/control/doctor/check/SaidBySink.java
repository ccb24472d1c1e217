package dev.waybill.control.doctor.check;

import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.status.SaidDeliveries;
import dev.waybill.ledger.ObjectDelivered;
import dev.waybill.spec.destination.Destination;
import java.util.List;
import java.util.Optional;

/** What Waybill's own sink has said of the export: what it delivered, and what it holds back. */
public record SaidBySink() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return true;
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        CheckedExport export = examination.export();
        if (SinkConnector.isConfluents(export)) {
            return List.of(Diagnosis.notChecked(
                    "Confluent's sink says nothing of what it delivers",
                    "./waybill status shows how much of its topic is not delivered"));
        }
        Optional<DeliveryGlance> said = examination.pipeline().said(export.id());
        List<Diagnosis> trouble = said.map(SaidDeliveries::new)
                .map(deliveries -> deliveries.findings(examination.now()).stream()
                        .map(finding -> Diagnosis.failed(finding.what(), finding.advice()))
                        .toList())
                .orElse(List.of());
        if (!trouble.isEmpty()) {
            return trouble;
        }
        Optional<ObjectDelivered> last = said.flatMap(DeliveryGlance::last);
        return List.of(
                last.isPresent()
                        ? Diagnosis.passed("the sink has delivered "
                                + last.get().object() + " at " + last.get().at())
                        : Diagnosis.notChecked(
                                "the sink has said nothing of this export lately",
                                "look again when its first window is over"));
    }
}

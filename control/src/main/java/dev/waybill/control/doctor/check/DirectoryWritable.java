package dev.waybill.control.doctor.check;

import dev.waybill.spec.destination.Destination;
import java.util.List;

/** Whether a directory can be written to: only the sink's machines can tell. */
public record DirectoryWritable() implements Check {
    @Override
    public boolean concerns(Destination destination) {
        return destination.s3().isEmpty();
    }

    @Override
    public List<Diagnosis> examine(Examination examination) {
        return List.of(Diagnosis.notChecked(
                examination.export().spec().destination().base() + " is a directory of the Connect workers",
                "look there: it must lie below file.root and be writable; what the sink says of its deliveries tells"
                        + " whether it is"));
    }
}

package dev.waybill.control.doctor.check;

import dev.waybill.contract.TestObject;
import dev.waybill.sink.part.ObjectPath;
import java.util.List;

/** Whether the role can read the test object; one that is not there is refused for other reasons. */
public record GetObjects() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.stored().isWell()) {
            return List.of(NoEntry.notStored("it is not known whether the role can read objects"));
        }
        String key = ObjectPath.below(examination.export().s3().prefix(), TestObject.NAME);
        return SpareRight.examine(examination, "read objects", "s3:GetObject", bucket -> bucket.get(key));
    }
}

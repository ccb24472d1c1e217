package dev.waybill.control.doctor.check;

import dev.waybill.contract.TestObject;
import dev.waybill.sink.part.ObjectPath;
import java.util.List;

/** Whether the role can delete the test object. Nothing else is ever deleted below the prefix. */
public record DeleteObjects() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.stored().isWell()) {
            return List.of(NoEntry.notStored("it is not known whether the role can delete objects"));
        }
        String key = ObjectPath.below(examination.export().s3().prefix(), TestObject.NAME);
        return SpareRight.examine(examination, "delete objects", "s3:DeleteObject", bucket -> bucket.delete(key));
    }
}

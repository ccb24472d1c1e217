package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import java.util.List;

/** Whether the role can list what is below the prefix. */
public record ListObjects() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        return SpareRight.examine(examination, "list the objects", "s3:ListBucket", Bucket::list);
    }
}

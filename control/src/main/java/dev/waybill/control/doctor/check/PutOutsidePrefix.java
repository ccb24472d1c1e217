package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.List;

/** Whether the role can write beside the prefix, which it should not. What it leaves there is deleted, or named. */
public record PutOutsidePrefix() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        CheckedExport export = examination.export();
        S3Destination destination = export.s3();
        List<String> names = OutsideNames.of(destination, export.sameRights());
        if (names.isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "there is nothing outside: an export without a prefix may write the whole bucket",
                    "needs a prefix in every destination of the tenant with this bucket and these rights"));
        }
        if (!examination.whole().isWell()) {
            return List.of(NoEntry.notChecked(
                    "nothing could be put outside the prefix",
                    examination.whole().detail()));
        }
        Bucket bucket = examination.whole().value().orElseThrow();
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (String name : names) {
            diagnoses.add(put(bucket, "s3://" + destination.bucket() + "/" + name, name, export));
        }
        return diagnoses;
    }

    private static Diagnosis put(Bucket bucket, String url, String name, CheckedExport export) {
        Reply<Done> put = bucket.put(name);
        if (put.isRefused()) {
            return Diagnosis.passed("nothing can be put at " + url + ", outside the prefix");
        }
        if (!put.isWell()) {
            return Diagnosis.notChecked(
                    "the store did not answer whether " + url + ", outside the prefix, can be put: " + put.detail(),
                    "look again when the store can be asked");
        }
        Reply<Done> deleted = bucket.delete(name);
        String left = deleted.isWell()
                ? "; it was deleted again"
                : "; it could not be deleted (" + deleted.detail() + ") and is still there";
        return Diagnosis.failed(
                        url + ", outside the prefix, could be put" + left,
                        "the tenant leaves the role, or the user of the keys, these permissions and no others, once all that was to go"
                                + " elsewhere is delivered"
                                + (deleted.isWell() ? "" : ", and deletes " + url))
                .correctedBy(export.papers().permissions(export.s3(), Papers.DELIVER));
    }
}

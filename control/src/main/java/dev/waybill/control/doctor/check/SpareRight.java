package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Reply;
import java.util.List;
import java.util.function.Function;

/** Uses a right that delivery does not need, and that the role should therefore not have. */
final class SpareRight {
    private SpareRight() {}

    /**
     * Uses it.
     *
     * @param does what the role does with it, in words that follow "the role can"
     * @param action the right's name
     */
    static List<Diagnosis> examine(
            Examination examination, String does, String action, Function<Bucket, Reply<Done>> use) {
        if (!examination.whole().isWell()) {
            return List.of(NoEntry.notChecked(
                    "it is not known whether the role can " + does,
                    examination.whole().detail()));
        }
        Reply<Done> used = examination.whole().then(use);
        if (used.isRefused()) {
            return List.of(Diagnosis.passed("the role cannot " + does));
        }
        if (!used.isWell()) {
            return List.of(Diagnosis.notChecked(
                    "the store did not answer whether the role can " + does + ": " + used.detail(),
                    "look again when the store can be asked"));
        }
        CheckedExport export = examination.export();
        return List.of(Diagnosis.warning(
                        "the role can " + does + ", which delivery does not need",
                        "the tenant takes " + action + " away: these permissions are enough")
                .correctedBy(export.papers().permissions(export.s3(), Papers.DELIVER)));
    }
}

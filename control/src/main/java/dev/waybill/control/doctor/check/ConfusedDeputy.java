package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Assumes a role as somebody who does not know the tenant's external id would have it done. If that works, another tenant
 * of the platform can have it write with this role, by naming it in a spec of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">The confused deputy problem</a>
 */
final class ConfusedDeputy {
    private ConfusedDeputy() {}

    /** @param how in words that follow "the role can be assumed" */
    static List<Diagnosis> examine(Examination examination, Optional<String> externalId, String how) {
        Reply<Bucket> entered = examination.enterAs(externalId);
        CheckedExport export = examination.export();
        if (entered.isWell()) {
            return List.of(Diagnosis.failed(
                            "the role can be assumed " + how + ": another tenant could have the platform write with it",
                            "the tenant gives the role this trust policy, which asks for the external id, and takes away"
                                    + " every other statement that trusts the platform")
                    .correctedBy(export.papers().trust(export.s3())));
        }
        if (!entered.isRefused()) {
            return List.of(Diagnosis.notChecked(
                    "STS did not answer whether the role can be assumed " + how + ": " + entered.detail(),
                    "look again when STS can be asked"));
        }
        if (export.externalId().isEmpty() || !examination.whole().isWell()) {
            return List.of(Diagnosis.notChecked(
                    "the role cannot be assumed " + how + ", which says nothing while it cannot be assumed at all",
                    "look again when the role can be assumed with the tenant's external id"));
        }
        return List.of(Diagnosis.passed("the role cannot be assumed " + how));
    }
}

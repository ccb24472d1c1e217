package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Reply;
import java.util.List;

/** How the bucket encrypts what is put without a wish, such as by others. */
public record BucketEncryption() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.whole().isWell()) {
            return List.of(NoEntry.notChecked(
                    "it is not known how the bucket encrypts by default",
                    examination.whole().detail()));
        }
        Reply<Encryption> set = examination.whole().then(Bucket::encryption);
        if (!set.isWell()) {
            return List.of(Diagnosis.notChecked(
                    "the bucket's default encryption could not be asked for: " + set.detail(),
                    "would need s3:GetEncryptionConfiguration, which delivery does not need; the test object says how"
                            + " it was encrypted"));
        }
        Encryption found = set.value().orElseThrow();
        return List.of(
                found.algorithm().isPresent()
                        ? Diagnosis.passed("the bucket encrypts with " + found.text() + " by default")
                        : Diagnosis.warning(
                                "the bucket has no default encryption set",
                                "the tenant sets it, or the destination says sse: s3 or kms-key-arn"));
    }
}

package dev.waybill.control.doctor.check;

import dev.waybill.contract.TestObject;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Extras;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/** Whether an object can be put below the prefix with all that the destination asks for, as the sink puts it. */
public record PutBelowPrefix() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.delivering().isWell()) {
            return List.of(NoEntry.notChecked(
                    "nothing could be put", examination.delivering().detail()));
        }
        Reply<Encryption> stored = examination.stored();
        S3Destination destination = examination.export().s3();
        if (stored.isWell()) {
            return List.of(Diagnosis.passed("the test object was put: " + destination.base() + TestObject.NAME));
        }
        return List.of(failed(examination, destination, stored.failure().orElseThrow()));
    }

    private static Diagnosis failed(Examination examination, S3Destination destination, Failure failure) {
        String finding =
                "the test object " + destination.base() + TestObject.NAME + " could not be put: " + failure.detail();
        Papers papers = examination.export().papers();
        if (failure.kind() == FailureKind.KMS_DENIED) {
            return keyDenied(finding, destination, papers);
        }
        if (failure.kind() != FailureKind.ACCESS_DENIED) {
            return Diagnosis.failed(finding, failure.kind().advice());
        }
        boolean tagsAreMissing = !destination.tags().isEmpty()
                && examination
                        .delivering()
                        .then(bucket -> bucket.putTestObject(Extras.NO_TAGS))
                        .isWell();
        if (tagsAreMissing) {
            return Diagnosis.failed(
                            finding + "; without the destination's tags it can",
                            "the tenant gives the role, or the user of the keys, these permissions beside those that it has")
                    .correctedBy(papers.permissions(destination, Papers.TAG));
        }
        return Diagnosis.failed(
                        finding,
                        "the tenant gives the role, or the user of the keys, these permissions beside those that it has; where the role has them,"
                                + " the bucket's own policy, or a policy of the organisation, denies it")
                .correctedBy(papers.permissions(destination, Papers.DELIVER));
    }

    private static Diagnosis keyDenied(String finding, S3Destination destination, Papers papers) {
        Optional<String> key = destination.kmsKeyArn();
        if (key.isEmpty()) {
            return Diagnosis.failed(
                    finding,
                    "the bucket encrypts with a KMS key that the destination does not name: say its ARN as kms-key-arn");
        }
        return Diagnosis.failed(
                        finding,
                        "the tenant gives the role these permissions beside those that it has, and the key's policy lets its account decide who"
                                + " uses it; the key must be enabled")
                .correctedBy(papers.permissions(destination, Papers.ENCRYPT));
    }
}

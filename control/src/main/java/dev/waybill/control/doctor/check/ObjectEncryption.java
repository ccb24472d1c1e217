package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/** Whether the store says that the test object was encrypted as the destination asks for. */
public record ObjectEncryption() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.stored().isWell()) {
            return List.of(NoEntry.notStored("it is not known how objects are encrypted"));
        }
        Encryption found = examination.stored().value().orElseThrow();
        S3Destination destination = examination.export().s3();
        if (found.algorithm().isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "the store does not say how it has encrypted the test object",
                    "needs a store that answers with x-amz-server-side-encryption"));
        }
        return List.of(
                destination.kmsKeyArn().isPresent()
                        ? withKey(found, destination.kmsKeyArn().get())
                        : withoutKey(found, destination));
    }

    private static Diagnosis withKey(Encryption found, String wanted) {
        if (!found.isKms()) {
            return Diagnosis.failed(
                    "the test object was encrypted with " + found.text() + ", not with the key " + wanted,
                    "the tenant lets the bucket encrypt with the destination's key");
        }
        if (wanted.contains(":alias/")) {
            return Diagnosis.passed("the test object was encrypted with " + found.text() + ", behind " + wanted);
        }
        return found.key().equals(Optional.of(wanted))
                ? Diagnosis.passed("the test object was encrypted with " + found.text())
                : Diagnosis.failed(
                        "the test object was encrypted with " + found.text() + ", not with the key " + wanted,
                        "name the key that the bucket uses as kms-key-arn");
    }

    private static Diagnosis withoutKey(Encryption found, S3Destination destination) {
        if (found.isKms() && destination.sseS3()) {
            return Diagnosis.failed(
                    "the test object was encrypted with " + found.text() + ", and the destination asks for sse: s3",
                    "take sse out of the destination, and name the key as kms-key-arn");
        }
        if (found.isKms()) {
            return Diagnosis.warning(
                    "the bucket has encrypted the test object with " + found.text()
                            + ", which the destination does not name",
                    "name it as kms-key-arn: the policies for the role and for readers then allow its use");
        }
        return Diagnosis.passed("the test object was encrypted with " + found.text());
    }
}

package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.iam.Arn;
import dev.waybill.spec.destination.S3Destination;
import java.util.List;
import java.util.Optional;

/**
 * Whether the bucket's owner can read what is delivered. An object belongs to the account of the role that puts it, so where
 * the bucket is another account's, its owner needs an ACL, or a bucket that owns all that is in it.
 */
public record ObjectOwner() implements Check {
    private static final String FULL_CONTROL = "bucket-owner-full-control";
    private static final String ENFORCED = "BucketOwnerEnforced";
    /** Of nobody: twelve digits that AWS gives to no account. */
    private static final List<String> NOBODY = List.of("000000000000", "000000000001");

    @Override
    public List<Diagnosis> examine(Examination examination) {
        if (!examination.stored().isWell()) {
            return List.of(NoEntry.notStored("it is not known whether the bucket's owner can read objects"));
        }
        S3Destination destination = examination.export().s3();
        return List.of(
                destination.roleArn().isPresent()
                        ? ofRole(examination, destination, destination.roleArn().get())
                        : byControls(examination, "nobody can tell from static keys whose the objects are"));
    }

    private static Diagnosis ofRole(Examination examination, S3Destination destination, String roleArn) {
        Bucket bucket = examination.delivering().value().orElseThrow();
        String account = Arn.parse(roleArn).account();
        String nobody = NOBODY.get(NOBODY.get(0).equals(account) ? 1 : 0);
        Reply<Done> asRoles = bucket.putTestObjectFor(account);
        if (asRoles.isWell() && bucket.putTestObjectFor(nobody).isRefused()) {
            return Diagnosis.passed("the bucket is in the role's account, " + account + ", which owns all objects");
        }
        if (!asRoles.isRefused()) {
            return byControls(examination, "the store does not tell whose the bucket is");
        }
        if (destination.acl().equals(Optional.of(FULL_CONTROL))) {
            return Diagnosis.passed(
                    "the bucket is not in the role's account, and each object gives its owner full control");
        }
        return byControls(
                examination, "the bucket is not in the role's account, " + account + ", which owns all objects");
    }

    private static Diagnosis byControls(Examination examination, String finding) {
        Reply<Optional<String>> rule = examination.whole().then(Bucket::ownership);
        if (!rule.isWell()) {
            return Diagnosis.notChecked(
                    finding + ", and its rule of ownership could not be asked for: " + rule.detail(),
                    "would need s3:GetBucketOwnershipControls, which delivery does not need; with acl: " + FULL_CONTROL
                            + " in the destination the owner can read in every case");
        }
        if (rule.value().orElseThrow().equals(Optional.of(ENFORCED))) {
            return Diagnosis.passed("the bucket owns all objects in it (" + ENFORCED + ")");
        }
        return Diagnosis.failed(
                finding + ", and the bucket does not enforce ownership: its owner cannot read them",
                "say acl: " + FULL_CONTROL + " in the destination, or the tenant sets the bucket to " + ENFORCED);
    }
}

package dev.waybill.control.doctor.aws;

import dev.waybill.control.doctor.account.Account;
import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Reach;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.s3.RoleRequest;
import dev.waybill.sink.s3.S3Clients;
import dev.waybill.sink.s3.StaticKeys;
import dev.waybill.sink.s3.StsAssume;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** The way to one destination. */
final class AwsAccount implements Account {
    /** A session policy that takes nothing away. */
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final S3Destination destination;
    private final String stsRegion;
    private final S3Clients clients;
    private final StsAssume sts;
    private final PlatformIdentityCall identity;
    private final StaticKeys staticKeys;

    /** @param destination with the endpoint at which it is reached */
    AwsAccount(
            S3Destination destination,
            String stsRegion,
            S3Clients clients,
            StsAssume sts,
            PlatformIdentityCall identity,
            StaticKeys staticKeys) {
        this.destination = destination;
        this.stsRegion = stsRegion;
        this.clients = clients;
        this.sts = sts;
        this.identity = identity;
        this.staticKeys = staticKeys;
    }

    @Override
    public Reply<String> platform() {
        return identity.account(stsRegion);
    }

    @Override
    public Reply<Bucket> enter(Optional<String> externalId, Reach reach) {
        try {
            Optional<String> role = destination.roleArn();
            return Reply.of(new AwsBucket(
                    destination,
                    clients.client(destination),
                    role.isPresent()
                            ? sts.assume(request(role.get(), externalId, reach))
                            : staticKeys.pair(destination.credentials().orElseThrow())));
        } catch (DeliveryException e) {
            return Replies.failed(e);
        }
    }

    private RoleRequest request(String role, Optional<String> externalId, Reach reach) {
        return switch (reach) {
            case DELIVERY -> RoleRequest.of(destination, role, externalId, stsRegion);
            case WHOLE_ROLE -> new RoleRequest(role, externalId, EVERYTHING, stsRegion);
        };
    }

    @Override
    public Reply<Done> knock() {
        return knock(destination);
    }

    @Override
    public Reply<Done> knockInOtherStyle() {
        return knock(destination.inOtherStyle());
    }

    private Reply<Done> knock(S3Destination door) {
        S3Client anonymous = clients.client(door);
        return Replies.ofS3(() -> {
            HeadBucketResponse answer = anonymous.headBucket(request -> request.bucket(door.bucket()));
            return Reply.of(Done.DONE, Replies.headers(answer.sdkHttpResponse()));
        });
    }

    @Override
    public Optional<URI> endpoint() {
        return destination.endpoint();
    }
}

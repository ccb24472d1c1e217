package dev.waybill.sink.s3;

import dev.waybill.contract.PartKind;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.spec.destination.S3Destination;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts objects into S3 with PutObject, and uses no other operation of it. */
public final class S3Uploader {
    private static final int PRECONDITION_FAILED = 412;

    private final S3Clients clients;
    private final RoleSessions sessions;
    private final StaticKeys staticKeys;
    private final ConditionalPut conditional;
    private final Routes routes;

    /**
     * Puts objects with these clients.
     *
     * @param endpoint of S3 for destinations that name none; empty for that of AWS
     * @param stsRegion whose STS is asked; empty for the region of the destination
     */
    public S3Uploader(
            S3Clients clients,
            RoleSessions sessions,
            StaticKeys staticKeys,
            ConditionalPut conditional,
            Optional<URI> endpoint,
            Optional<String> stsRegion) {
        this.clients = clients;
        this.sessions = sessions;
        this.staticKeys = staticKeys;
        this.conditional = conditional;
        this.routes = new Routes(endpoint, stsRegion);
    }

    /** Where the next call goes: to STS when a session is due, else to the store. */
    public Endpoint next(S3Destination destination, Optional<String> externalId) {
        Routes.Route route = routes.to(destination, externalId);
        return route.role().filter(sessions::isDue).map(sessions::endpoint).orElse(route.store());
    }

    /**
     * Asks for a session if one is due, and returns false; else puts {@code object}, whose content has this digest.
     *
     * @throws DeliveryException if the call failed
     */
    public boolean upload(ExportObject object, Digest digest, S3Destination destination, Optional<String> externalId)
            throws DeliveryException {
        Routes.Route route = routes.to(destination, externalId);
        Optional<RoleRequest> role = route.role();
        if (role.isEmpty()) {
            put(object, digest, route, staticCredentials(destination));
            return true;
        }
        if (sessions.isDue(role.get())) {
            sessions.ask(role.get());
            return false;
        }
        Optional<AwsSessionCredentials> session = sessions.credentials(role.get());
        if (session.isPresent()) {
            put(object, digest, route, session.get());
        }
        return session.isPresent();
    }

    private void put(ExportObject object, Digest digest, Routes.Route route, AwsCredentials credentials)
            throws DeliveryException {
        try {
            put(object, digest, route.destination(), credentials);
        } catch (SdkException e) {
            DeliveryException failure = AwsFailures.fromS3(e);
            if (failure.kind() == FailureKind.ACCESS_DENIED || failure.kind() == FailureKind.CREDENTIALS_REJECTED) {
                route.role().ifPresent(request -> sessions.forget(request, (AwsSessionCredentials) credentials));
            }
            throw failure;
        } catch (IllegalArgumentException e) {
            throw new DeliveryException(FailureKind.CONFIGURATION, "the SDK rejects the destination", e);
        }
    }

    private void put(ExportObject object, Digest digest, S3Destination destination, AwsCredentials credentials) {
        try {
            clients.client(destination)
                    .putObject(
                            request(object, digest, destination, credentials),
                            RequestBody.fromContentProvider(
                                    () -> new ByteArrayInputStream(object.content()),
                                    object.content().length,
                                    object.contentType()));
        } catch (S3Exception e) {
            // Equal name means equal bytes: somebody, most likely we, put this object before.
            if (e.statusCode() != PRECONDITION_FAILED || !conditional.appliesTo(destination)) {
                throw e;
            }
        }
    }

    private PutObjectRequest request(
            ExportObject object, Digest digest, S3Destination destination, AwsCredentials credentials) {
        PutObjectRequest.Builder request = PutRequests.of(
                        destination, object.path(), object.contentType(), object.content(), digest)
                .overrideConfiguration(
                        override -> override.credentialsProvider(StaticCredentialsProvider.create(credentials)));
        if (conditional.appliesTo(destination)) {
            request.ifNoneMatch("*");
        }
        if (object.kind() != PartKind.RECEIPT) {
            // A receipt is read at once and often, and is smaller than what colder classes charge for at least.
            destination.storageClass().ifPresent(request::storageClass);
        }
        return request.build();
    }

    private AwsCredentials staticCredentials(S3Destination destination) throws DeliveryException {
        String alias = destination
                .credentials()
                .orElseThrow(() -> new DeliveryException(
                        FailureKind.CONFIGURATION, "the destination has neither a role nor an alias of static keys"));
        return staticKeys.pair(alias);
    }
}

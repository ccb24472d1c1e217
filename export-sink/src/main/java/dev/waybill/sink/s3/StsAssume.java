package dev.waybill.sink.s3;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Asks STS for sessions: the STS of the request's region, with the platform's own credentials, by one client per
 * region.
 */
public final class StsAssume implements RoleSessions.Assume, AutoCloseable {
    private final SdkHttpClient http;
    private final PlatformCredentials platform;
    private final Optional<URI> endpoint;
    private final String sessionName;
    private final Duration duration;
    private final Duration timeout;
    private final ConcurrentMap<String, StsClient> clients = new ConcurrentHashMap<>();

    /**
     * Asks with the platform's credentials.
     *
     * @param endpoint of the STS; empty for that of the request's region
     * @param duration of a session
     * @param timeout of a call
     */
    public StsAssume(
            SdkHttpClient http,
            PlatformCredentials platform,
            Optional<URI> endpoint,
            String sessionName,
            Duration duration,
            Duration timeout) {
        this.http = http;
        this.platform = platform;
        this.endpoint = endpoint;
        this.sessionName = sessionName;
        this.duration = duration;
        this.timeout = timeout;
    }

    @Override
    public AwsSessionCredentials assume(RoleRequest request) throws DeliveryException {
        AwsCredentials own = platform.resolve();
        AssumeRoleRequest.Builder ask = AssumeRoleRequest.builder()
                .overrideConfiguration(override -> override.credentialsProvider(StaticCredentialsProvider.create(own)))
                .roleArn(request.roleArn())
                .roleSessionName(sessionName)
                .durationSeconds((int) duration.toSeconds())
                .policy(request.policy());
        request.externalId().ifPresent(ask::externalId);
        try {
            Credentials issued = clients.computeIfAbsent(request.region(), this::client)
                    .assumeRole(ask.build())
                    .credentials();
            return AwsSessionCredentials.builder()
                    .accessKeyId(issued.accessKeyId())
                    .secretAccessKey(issued.secretAccessKey())
                    .sessionToken(issued.sessionToken())
                    .expirationTime(issued.expiration())
                    .build();
        } catch (SdkException e) {
            throw AwsFailures.fromSts(e);
        }
    }

    @Override
    public Endpoint endpoint(RoleRequest request) {
        return Endpoint.sts(endpoint, request.region());
    }

    private StsClient client(String region) {
        StsClientBuilder builder = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.of(region))
                .overrideConfiguration(override -> override.apiCallTimeout(timeout));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        clients.values().forEach(StsClient::close);
    }
}

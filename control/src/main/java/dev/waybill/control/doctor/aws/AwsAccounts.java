package dev.waybill.control.doctor.aws;

import dev.waybill.control.doctor.account.Account;
import dev.waybill.control.doctor.account.Accounts;
import dev.waybill.sink.s3.PlatformCredentials;
import dev.waybill.sink.s3.S3Clients;
import dev.waybill.sink.s3.StaticKeys;
import dev.waybill.sink.s3.StsAssume;
import dev.waybill.spec.destination.S3Destination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Tenants' accounts at AWS and in compatible stores. Made once, used by several threads, and closed. */
public final class AwsAccounts implements Accounts, AutoCloseable {
    /** The shortest session that STS gives. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final AwsSettings settings;
    private final SdkHttpClient http;
    private final PlatformCredentials platform;
    private final StsAssume sts;
    private final S3Clients clients;
    private final PlatformIdentityCall identity;
    private final StaticKeys staticKeys;

    /**
     * Reaches them as the sink does.
     *
     * @param platform the platform's own credentials, closed with this
     * @param staticKeys files of keys by alias, of destinations without a role; each with {@code access.key} and {@code
     *     secret.key}
     */
    public AwsAccounts(AwsSettings settings, AwsCredentialsProvider platform, Map<String, Path> staticKeys) {
        this.settings = settings;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(settings.timeout())
                .socketTimeout(settings.timeout())
                .build();
        this.platform = new PlatformCredentials(platform, settings.timeout());
        this.sts = new StsAssume(
                http, this.platform, settings.stsEndpoint(), settings.sessionName(), SESSION, settings.timeout());
        this.clients = new S3Clients(http, settings.timeout());
        this.identity = new PlatformIdentityCall(http, this.platform, settings);
        this.staticKeys = new StaticKeys(staticKeys.entrySet().stream()
                .collect(Collectors.toMap(
                        file -> file.getKey() + ".file", file -> file.getValue().toString())));
    }

    @Override
    public Account of(S3Destination destination) {
        S3Destination reached =
                destination.endpoint().isPresent() ? destination : destination.at(settings.s3Endpoint());
        return new AwsAccount(
                reached, settings.stsRegion().orElse(destination.region()), clients, sts, identity, staticKeys);
    }

    @Override
    public void close() {
        sts.close();
        clients.close();
        platform.close();
        http.close();
    }
}

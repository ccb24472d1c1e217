package dev.waybill.control.doctor.aws;

import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.s3.AwsFailures;
import dev.waybill.sink.s3.PlatformCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Asks STS who the platform is: the one question that needs no right. */
final class PlatformIdentityCall {
    private final SdkHttpClient http;
    private final PlatformCredentials platform;
    private final AwsSettings settings;

    PlatformIdentityCall(SdkHttpClient http, PlatformCredentials platform, AwsSettings settings) {
        this.http = http;
        this.platform = platform;
        this.settings = settings;
    }

    /** The number of the platform's account. */
    Reply<String> account(String region) {
        try {
            AwsCredentials own = platform.resolve();
            StsClientBuilder builder = StsClient.builder()
                    .httpClient(http)
                    .credentialsProvider(StaticCredentialsProvider.create(own))
                    .region(Region.of(region))
                    .overrideConfiguration(override -> override.apiCallTimeout(settings.timeout()));
            settings.stsEndpoint().ifPresent(builder::endpointOverride);
            try (StsClient client = builder.build()) {
                return Reply.of(client.getCallerIdentity().account());
            }
        } catch (DeliveryException e) {
            return Replies.failed(e);
        } catch (SdkException e) {
            return Replies.failed(AwsFailures.fromSts(e));
        }
    }
}

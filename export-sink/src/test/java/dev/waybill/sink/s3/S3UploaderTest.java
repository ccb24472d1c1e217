package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.KeepingClient;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.RecordingServer;
import dev.waybill.sink.fake.Records;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class S3UploaderTest {
    private static final byte[] CONTENT = Records.bytes("a,b\r\n1,2\r\n");
    private static final ExportObject PART = new ExportObject(
            new ExportId("acme", "downloads"),
            PartKind.PART,
            "2026/03/04/part.csv",
            "text/csv",
            Records.sha256(CONTENT),
            CONTENT);

    private final RecordingServer s3 = new RecordingServer();
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final S3Clients clients = new S3Clients(http, Duration.ofSeconds(10));
    private final List<RoleRequest> assumed = new ArrayList<>();
    private final S3DestinationBuilder destination = new S3DestinationBuilder();

    @BeforeEach
    void useTheRecordingServer() {
        destination.endpoint = s3.uri();
    }

    @AfterEach
    void close() {
        clients.close();
        http.close();
        s3.close();
    }

    @Test
    void putsTheBytesUnderPrefixAndNameWithTheSessionsToken() throws Exception {
        // When
        upload(ConditionalPut.AUTO);

        // Then
        RecordingServer.Request request = s3.only();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/acme-logs/client-logs/2026/03/04/part.csv");
        assertThat(request.header("Content-Type")).isEqualTo("text/csv");
        assertThat(request.header("X-Amz-Security-Token")).isEqualTo("token-1");
        assertThat(request.header("Authorization")).contains("Credential=key-1/");
        assertThat(request.header("x-amz-checksum-sha256"))
                .isEqualTo(new Digest(HexFormat.of().parseHex(PART.sha256())).sha256Base64());
        assertThat(request.headers())
                .doesNotContainKeys(
                        "If-None-Match", "x-amz-acl", "x-amz-server-side-encryption", "x-amz-tagging", "x-amz-trailer");
    }

    @Test
    void sendsPlainBytesWithoutChunksAndTrailersWhereTheStoreCannotReadThem() throws Exception {
        // Given
        destination.chunkedEncoding = false;
        destination.checksumTrailers = false;

        // When
        upload(ConditionalPut.AUTO);

        // Then
        RecordingServer.Request request = s3.only();
        assertThat(request.content()).isEqualTo(CONTENT);
        assertThat(request.header("Content-Length")).isEqualTo(Integer.toString(CONTENT.length));
        assertThat(request.header("Content-MD5")).isEqualTo(Digest.md5Base64(CONTENT));
        assertThat(request.headers())
                .doesNotContainKeys(
                        "Content-Encoding", "x-amz-trailer", "x-amz-checksum-sha256", "x-amz-decoded-content-length");
    }

    /** The bytes are all there and their hash is known: chunks, each signed, would only cost. */
    @Test
    void sendsTheBytesAsTheyAreAndNamesTheirHashInTheSignature() throws Exception {
        // When
        upload(ConditionalPut.AUTO);

        // Then
        RecordingServer.Request request = s3.only();
        assertThat(request.content()).isEqualTo(CONTENT);
        assertThat(request.header("x-amz-content-sha256")).isEqualTo(PART.sha256());
        assertThat(request.headers()).doesNotContainKeys("Content-Encoding", "x-amz-decoded-content-length");
    }

    /** Under TLS the signature does not need it, but covers the header with which the store checks what it got. */
    @Test
    void hashesTheBytesOnceUnderTls() throws Exception {
        // Given
        destination.endpoint = URI.create("https://store.example");
        KeepingClient store = new KeepingClient();
        try (S3Clients tls = new S3Clients(store, Duration.ofSeconds(10))) {
            // When
            upload(uploader(tls, ConditionalPut.AUTO, sessions()), PART);
        }

        // Then
        SdkHttpRequest request = store.only();
        assertThat(request.firstMatchingHeader("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
        assertThat(request.firstMatchingHeader("x-amz-checksum-sha256"))
                .contains(new Digest(HexFormat.of().parseHex(PART.sha256())).sha256Base64());
        assertThat(request.firstMatchingHeader("Authorization").orElseThrow()).contains("x-amz-checksum-sha256");
        assertThat(store.contents).containsExactly(CONTENT);
    }

    @Test
    void neverSendsTrailersAlsoWithChunks() throws Exception {
        // When
        upload(ConditionalPut.AUTO);

        // Then
        assertThat(s3.only().header("x-amz-content-sha256")).doesNotContain("TRAILER");
    }

    @Test
    void asksForAclEncryptionStorageClassAndTags() throws Exception {
        // Given
        destination.acl = "bucket-owner-full-control";
        destination.kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/k";
        destination.storageClass = "STANDARD_IA";
        destination.tags = Map.of("team", "logs");

        // When
        upload(ConditionalPut.AUTO);

        // Then
        RecordingServer.Request request = s3.only();
        assertThat(request.header("x-amz-acl")).isEqualTo("bucket-owner-full-control");
        assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
                .isEqualTo("arn:aws:kms:eu-west-1:111122223333:key/k");
        assertThat(request.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(request.header("x-amz-tagging")).isEqualTo("team=logs");
    }

    /** It is read at once, by whoever waits for the window; and the bucket's policy may demand all the rest. */
    @Test
    void putsAReceiptLikeAPartButInNoColdStorageClass() throws Exception {
        // Given
        destination.acl = "bucket-owner-full-control";
        destination.kmsKey = "arn:aws:kms:eu-west-1:111122223333:key/k";
        destination.storageClass = "GLACIER";
        destination.tags = Map.of("team", "logs");
        ExportObject receipt = new ExportObject(
                new ExportId("acme", "downloads"),
                PartKind.RECEIPT,
                "_receipts/downloads/20260304T050000Z.json",
                "application/json",
                Records.sha256(CONTENT),
                CONTENT);

        // When
        upload(uploader(ConditionalPut.ALWAYS, sessions()), receipt);

        // Then
        RecordingServer.Request request = s3.only();
        assertThat(request.path()).isEqualTo("/acme-logs/client-logs/_receipts/downloads/20260304T050000Z.json");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("x-amz-acl")).isEqualTo("bucket-owner-full-control");
        assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(request.header("x-amz-tagging")).isEqualTo("team=logs");
        assertThat(request.header("If-None-Match")).isEqualTo("*");
        assertThat(request.headers()).doesNotContainKey("x-amz-storage-class");
    }

    @Test
    void asksForTheStoresOwnEncryption() throws Exception {
        // Given
        destination.sseS3 = true;

        // When
        upload(ConditionalPut.AUTO);

        // Then
        assertThat(s3.only().header("x-amz-server-side-encryption")).isEqualTo("AES256");
    }

    @Test
    void takesAnObjectThatIsThereForDelivered() throws Exception {
        // Given
        s3.answer(412, "<Error><Code>PreconditionFailed</Code></Error>");

        // When
        upload(ConditionalPut.ALWAYS);

        // Then
        assertThat(s3.only().header("If-None-Match")).isEqualTo("*");
    }

    @Test
    void usesStaticKeysOfTheAliasWithoutAskingForARole() throws Exception {
        // Given
        destination.role = null;
        destination.credentials = "catalyst";

        // When
        upload(ConditionalPut.AUTO);

        // Then
        assertThat(s3.only().header("Authorization")).contains("Credential=AKCATALYST/");
        assertThat(s3.only().headers()).doesNotContainKey("X-Amz-Security-Token");
        assertThat(assumed).isEmpty();
    }

    @Test
    void reachesADestinationThatNamesNoEndpointAtTheOneThatIsSetForAll() throws Exception {
        // Given
        destination.endpoint = null;
        destination.pathStyle = false;
        destination.role = null;
        destination.credentials = "catalyst";
        S3Uploader uploader = new S3Uploader(
                clients,
                sessions(),
                new StaticKeys(Map.of("catalyst.access.key", "AK", "catalyst.secret.key", "s3cr3t")),
                ConditionalPut.AUTO,
                Optional.of(s3.uri()),
                Optional.empty());
        S3Destination target = destination.build();

        // When
        Endpoint next = uploader.next(target, Optional.empty());
        uploader.upload(PART, Digest.verified(PART), target, Optional.empty());

        // Then
        assertThat(next).isEqualTo(new Endpoint("127.0.0.1:" + s3.uri().getPort()));
        assertThat(s3.only().path()).startsWith("/acme-logs/client-logs/");
    }

    @Test
    void asksStsByACallOfItsOwn() throws Exception {
        // Given
        S3Uploader uploader = uploader(ConditionalPut.AUTO, sessions());
        S3Destination target = destination.build();

        // When
        Endpoint first = uploader.next(target, Optional.of("wb-1"));
        boolean ended = uploader.upload(PART, Digest.verified(PART), target, Optional.of("wb-1"));
        Endpoint second = uploader.next(target, Optional.of("wb-1"));

        // Then
        assertThat(first).isEqualTo(new Endpoint("sts eu-west-1"));
        assertThat(ended).isFalse();
        assertThat(s3.requests).isEmpty();
        assertThat(assumed).hasSize(1);
        assertThat(second).isEqualTo(new Endpoint("127.0.0.1:" + s3.uri().getPort()));
    }

    @Test
    void saysWhichStaticKeysAreMissing() {
        // Given
        destination.role = null;
        destination.credentials = "other";

        // When
        DeliveryException failure = failure();

        // Then
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("the connector has no credentials.other.file, and not both .access.key and .secret.key");
    }

    @Test
    void assumesTheRoleAgainAfterARefusal() throws Exception {
        // Given
        s3.answer(403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
        RoleSessions sessions = sessions();
        S3Uploader uploader = uploader(ConditionalPut.AUTO, sessions);
        catchThrowableOfType(DeliveryException.class, () -> upload(uploader));
        s3.answer(200, "");

        // When
        upload(uploader);

        // Then
        assertThat(assumed).hasSize(2);
        assertThat(s3.requests.get(1).header("X-Amz-Security-Token")).isEqualTo("token-2");
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, Access Denied, ACCESS_DENIED",
        "403, AccessDenied, not authorized to perform: kms:GenerateDataKey, KMS_DENIED",
        "400, KMS.DisabledException, disabled, KMS_DENIED",
        "403, InvalidAccessKeyId, unknown, CREDENTIALS_REJECTED",
        "403, SignatureDoesNotMatch, no, CREDENTIALS_REJECTED",
        "400, ExpiredToken, old, CREDENTIALS_REJECTED",
        "403, RequestTimeTooSkewed, clock, CLOCK_SKEW",
        "404, NoSuchBucket, gone, BUCKET_GONE",
        "301, PermanentRedirect, elsewhere, WRONG_REGION",
        "400, AuthorizationHeaderMalformed, region, WRONG_REGION",
        "400, AccessControlListNotSupported, no acl, ACL_REFUSED",
        "503, SlowDown, slow, THROTTLED",
        "500, InternalError, oops, STORE_ERROR",
        "409, ConditionalRequestConflict, again, STORE_ERROR",
        "501, NotImplemented, what, NOT_SUPPORTED",
        "412, PreconditionFailed, there, CONFIGURATION",
    })
    void tellsFailuresApartByCode(int status, String code, String message, FailureKind kind) {
        // Given
        s3.answer(status, "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");

        // Then
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "307, WRONG_REGION",
        "400, CONFIGURATION",
        "401, ACCESS_DENIED",
        "403, ACCESS_DENIED",
        "404, BUCKET_GONE",
        "405, NOT_SUPPORTED",
        "411, NOT_SUPPORTED",
        "429, THROTTLED",
        "502, STORE_ERROR"
    })
    void tellsFailuresApartByStatusWhereThereIsNoCode(int status, FailureKind kind) {
        // Given
        s3.answer(status, "");

        // Then
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @Test
    void callsAStoreUnreachableThatDoesNotAnswer() {
        // Given
        s3.close();

        // Then
        assertThat(failure().kind()).isEqualTo(FailureKind.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, true, false", "AUTO, false, true", "ALWAYS, true, true", "NEVER, false, false"})
    void putsConditionallyOnAwsUnlessToldOtherwise(ConditionalPut conditional, boolean otherStore, boolean applies) {
        // Given
        destination.endpoint = otherStore ? s3.uri() : null;

        // Then
        assertThat(conditional.appliesTo(destination.build())).isEqualTo(applies);
    }

    @Test
    void followsNoStoreToAnotherPlace() {
        try (RecordingServer inside = new RecordingServer()) {
            // Given
            s3.redirect(inside.uri());

            // When
            DeliveryException failure = failure();

            // Then
            assertThat(failure.kind()).isEqualTo(FailureKind.WRONG_REGION);
            assertThat(s3.requests).isNotEmpty();
            assertThat(inside.requests).isEmpty();
        }
    }

    @Test
    void aStoreWritesNoLinesOfItsOwnIntoOurLog() {
        // Given
        s3.answer(
                403,
                "<Error><Code>AccessDenied&#10;2026-03-04T05:00:00Z ERROR all is lost</Code>" + "<RequestId>7&#10;"
                        + "7".repeat(5_000) + "</RequestId></Error>");

        // Then
        assertThat(failure()).hasMessage("S3 answered 403");
    }

    @Test
    void namesTheRequestSoThatTheStoresOwnersFindIt() {
        // Given
        s3.answer(
                403,
                "<Error><Code>AccessDenied</Code><Message>secret of the store</Message>"
                        + "<RequestId>4442587FB7D0A2F9</RequestId></Error>");

        // Then
        assertThat(failure()).hasMessage("S3 answered 403 AccessDenied (request 4442587FB7D0A2F9)");
    }

    /** Other failures say nothing about the session, and asking for another one costs a call. */
    @Test
    void keepsItsSessionWhenTheStoreHasAProblemOfItsOwn() throws Exception {
        // Given
        s3.answer(404, "<Error><Code>NoSuchBucket</Code></Error>");
        S3Uploader uploader = uploader(ConditionalPut.AUTO, sessions());
        catchThrowableOfType(DeliveryException.class, () -> upload(uploader));
        s3.answer(200, "");

        // When
        upload(uploader);

        // Then
        assertThat(assumed).hasSize(1);
    }

    private DeliveryException failure() {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> upload(ConditionalPut.AUTO));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void upload(ConditionalPut conditional) throws Exception {
        upload(uploader(conditional, sessions()));
    }

    private void upload(S3Uploader uploader) throws Exception {
        upload(uploader, PART);
    }

    private void upload(S3Uploader uploader, ExportObject object) throws Exception {
        S3Destination target = destination.build();
        Optional<String> externalId = Optional.of("wb-1");
        while (!uploader.upload(object, Digest.verified(object), target, externalId)) {
            // The call went to STS; the next one goes to the store.
            assertThat(uploader.next(target, externalId)).isEqualTo(Endpoint.store(target));
        }
    }

    private RoleSessions sessions() {
        return new RoleSessions(
                request -> {
                    assumed.add(request);
                    return AwsSessionCredentials.builder()
                            .accessKeyId("key-" + assumed.size())
                            .secretAccessKey("secret")
                            .sessionToken("token-" + assumed.size())
                            .expirationTime(Instant.parse("2026-03-04T07:00:00Z"))
                            .build();
                },
                new MutableClock("2026-03-04T06:00:00Z"));
    }

    private S3Uploader uploader(ConditionalPut conditional, RoleSessions sessions) {
        return uploader(clients, conditional, sessions);
    }

    private static S3Uploader uploader(S3Clients clients, ConditionalPut conditional, RoleSessions sessions) {
        return new S3Uploader(
                clients,
                sessions,
                new StaticKeys(Map.of("catalyst.access.key", "AKCATALYST", "catalyst.secret.key", "s3cr3t")),
                conditional,
                Optional.empty(),
                Optional.empty());
    }
}

package dev.waybill.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.Golden;
import dev.waybill.TestExports;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IamDocumentTest {
    private static final S3Destination PLAIN = TestExports.s3("acme-logs", "client-logs");
    private static final S3Destination WITHOUT_PREFIX = TestExports.s3("acme-logs", "");
    private static final S3Destination WITH_KEY = withKey(PLAIN, "arn:aws:kms:eu-west-1:111122223333:key/5f1c");
    private static final S3Destination CHINA = S3Destination.ofRole(
            "acme-cn", "client-logs", "cn-north-1", "arn:aws-cn:iam::222233334444:role/logs/LogsWriter");
    private static final S3Destination GOVERNMENT = withKey(
            S3Destination.ofRole(
                    "acme-gov", "client-logs", "us-gov-west-1", "arn:aws-us-gov:iam::333344445555:role/LogsWriter"),
            "arn:aws-us-gov:kms:us-gov-west-1:333344445555:key/77aa");
    private static final S3Destination ACCESS_POINT =
            TestExports.s3("arn:aws:s3:eu-west-1:111122223333:accesspoint/acme-ap", "client-logs");
    private static final Arn ROLE = Arn.parse(TestExports.ROLE);

    static Map<String, IamDocument> documents() {
        Map<String, IamDocument> documents = new LinkedHashMap<>();
        documents.put("writer", new WriterPolicy(List.of(PLAIN), UploadKind.SINGLE_PUT));
        documents.put("writer-without-prefix", new WriterPolicy(List.of(WITHOUT_PREFIX), UploadKind.SINGLE_PUT));
        documents.put("writer-with-key", new WriterPolicy(List.of(WITH_KEY), UploadKind.SINGLE_PUT));
        documents.put("writer-with-key-multipart", new WriterPolicy(List.of(WITH_KEY), UploadKind.MULTIPART));
        documents.put(
                "writer-two-places-tagged",
                new WriterPolicy(List.of(PLAIN, tagged(TestExports.s3("acme-audit", ""))), UploadKind.SINGLE_PUT));
        documents.put("writer-china", new WriterPolicy(List.of(CHINA), UploadKind.SINGLE_PUT));
        documents.put("writer-government", new WriterPolicy(List.of(GOVERNMENT), UploadKind.SINGLE_PUT));
        documents.put("writer-access-point", new WriterPolicy(List.of(ACCESS_POINT), UploadKind.SINGLE_PUT));
        documents.put("trust", new WriterTrustPolicy(ROLE, "884446598447", "wb-3fJ9"));
        documents.put(
                "trust-china",
                new WriterTrustPolicy(Arn.parse(CHINA.roleArn().orElseThrow()), "999988887777", "wb-3fJ9"));
        documents.put(
                "trust-oidc",
                new WebIdentityTrustPolicy(
                        ROLE, URI.create("https://id.platform.example/tenants/"), "sts.amazonaws.com", "waybill:acme"));
        documents.put("lifecycle", new AbandonedUploadsRule(List.of("client-logs", "audit-logs")));
        documents.put("lifecycle-whole-bucket", new AbandonedUploadsRule(List.of("client-logs", "")));
        documents.put("reader-easy", new EasyReaderPolicy(List.of(Location.of(PLAIN))));
        documents.put("reader-strict", new StrictReaderPolicy(locations(PLAIN)));
        documents.put("reader-strict-without-prefix", new StrictReaderPolicy(locations(WITHOUT_PREFIX)));
        documents.put("reader-strict-with-key", new StrictReaderPolicy(locations(WITH_KEY)));
        documents.put("reader-purge", new PurgePolicy(locations(PLAIN)));
        documents.put("reader-access-point", accessPointReader());
        documents.put("reader-trust", new ReaderTrustPolicy(Arn.parse("arn:aws:iam::111122223333:role/LogsReader")));
        return documents;
    }

    static Stream<String> names() {
        return documents().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void matchesItsGoldenFile(String name) {
        Golden.assertMatches("iam/" + name + ".json", document(name).json());
    }

    @ParameterizedTest
    @MethodSource("names")
    void isJsonWhoseArnsHaveTheRightForm(String name) throws IOException {
        JsonNode json = new ObjectMapper().readTree(document(name).json());

        assertThat(texts(json).filter(text -> text.startsWith("arn:")))
                .allSatisfy(arn -> assertThat(arn)
                        .matches(Pattern.compile("arn:aws(-cn|-us-gov)?:"
                                + "(iam::[0-9]{12}:(root|oidc-provider/\\S+)"
                                + "|s3:::[a-z0-9.-]+(/\\S+)?"
                                + "|s3:[a-z0-9-]+:[0-9]{12}:accesspoint/[a-z0-9-]+(/object/\\S+)?"
                                + "|kms:[a-z0-9-]+:[0-9]{12}:key/\\S+)")));
    }

    @Test
    void everyKindOfDocumentHasAGoldenFile() {
        assertThat(documents().values().stream().map(IamDocument::getClass))
                .containsAll(Arrays.stream(IamDocument.class.getPermittedSubclasses())
                        .<Class<? extends IamDocument>>map(kind -> kind.asSubclass(IamDocument.class))
                        .toList());
    }

    @Test
    void writerMayOnlyPutObjectsAndTheirAcl() {
        assertThat(document("writer").json())
                .contains("\"Action\": [\n        \"s3:PutObject\",\n        \"s3:PutObjectAcl\"\n      ]")
                .contains("\"Resource\": \"arn:aws:s3:::acme-logs/client-logs/*\"")
                .doesNotContain("kms:");
        assertThat(document("writer-without-prefix").json()).contains("\"Resource\": \"arn:aws:s3:::acme-logs/*\"");
    }

    @Test
    void aDollarInAPrefixIsNotReadAsAVariable() {
        WriterPolicy policy =
                new WriterPolicy(List.of(TestExports.s3("acme-logs", "a/${aws:username}")), UploadKind.SINGLE_PUT);

        assertThat(policy.json()).contains("arn:aws:s3:::acme-logs/a/${$}{aws:username}/*");
    }

    @Test
    void refusesWhatNoPolicyCanName() {
        assertThatThrownBy(() -> Location.of(TestExports.s3("acme-ap-4f1x-s3alias", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an access point alias cannot stand in a policy; write the access point's ARN");
        assertThatThrownBy(() -> Location.of(withKey(PLAIN, "arn:aws:kms:eu-west-1:111122223333:alias/logs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key's alias cannot stand in a policy; "
                        + "write the key's ARN, which ends with key/ and its id");
    }

    @Test
    void trustDoesNotShowTheExternalIdInLogs() {
        assertThat(document("trust").toString()).doesNotContain("wb-3fJ9");
    }

    private static IamDocument document(String name) {
        IamDocument document = documents().get(name);
        assertThat(document).isNotNull();
        return document;
    }

    private static IamDocument accessPointReader() {
        return new AccessPointReaderPolicy(
                Arn.parse("arn:aws:s3:::platform-logs"),
                "acme-ap-4f1x-s3alias",
                Arn.parse("arn:aws:s3:eu-west-1:884446598447:accesspoint/acme-ap"),
                "etl/v1/data",
                List.of("us-east-1", "eu-west-1"),
                "acme",
                Optional.of(Arn.parse("arn:aws:kms:eu-west-1:884446598447:key/1b2c")));
    }

    private static List<Location> locations(S3Destination destination) {
        return List.of(Location.of(destination));
    }

    private static S3Destination withKey(S3Destination base, String key) {
        return change(base, Optional.of(key), base.tags());
    }

    private static S3Destination tagged(S3Destination base) {
        return change(base, base.kmsKeyArn(), Map.of("source", "waybill"));
    }

    private static S3Destination change(S3Destination base, Optional<String> key, Map<String, String> tags) {
        return new S3Destination(
                base.bucket(),
                base.prefix(),
                base.region(),
                base.roleArn(),
                base.credentials(),
                key,
                base.sseS3(),
                base.acl(),
                base.storageClass(),
                tags,
                base.endpoint(),
                base.pathStyle(),
                base.chunkedEncoding(),
                base.checksumTrailers());
    }

    private static Stream<String> texts(JsonNode node) {
        Stream.Builder<String> texts = Stream.builder();
        collect(node, texts);
        return texts.build();
    }

    private static void collect(JsonNode node, Stream.Builder<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> collect(child, texts));
    }
}

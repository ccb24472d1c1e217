package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.control.rows.FileRows;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.s3.AddressStyle;
import dev.waybill.verify.place.s3.BucketAddress;
import dev.waybill.verify.place.s3.S3Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A bucket of a genuine S3 server, read with a key that may only read: the same as the folder it was made of. */
class VerifyBucketIT {
    private static final Path VECTORS = Path.of("../verify/src/test/resources/vectors");
    private static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");

    @TempDir
    Path folder;

    private final LocalIam iam = new LocalIam(Clock.systemUTC());
    private final List<Finding> findings = new ArrayList<>();
    private LocalStore store;
    private AccessKey reader;

    @BeforeEach
    void start() throws IOException {
        store = LocalStore.start(folder, iam);
        store.createBucket("acme-logs");
        store.createBucket("globex-logs");
        reader = iam.addReader("acme-logs");
        Path prefix = store.bucketFolder("acme-logs").resolve("client-logs");
        try (Stream<Path> files = Files.walk(VECTORS.resolve("place"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        prefix.resolve(VECTORS.resolve("place").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(store.bucketFolder("acme-logs").resolve("client-logs-of-somebody-else"), "not ours");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private Place place(String address) {
        return new S3Place(
                BucketAddress.parse(address).at(store.endpoint()).withStyle(AddressStyle.PATH),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(reader.id(), reader.secret())));
    }

    private Summary verify(String address, CheckedObjects checked) throws IOException, KeyException {
        KeySet keys = KeySet.parse(Files.readAllBytes(VECTORS.resolve("keys.json")));
        findings.clear();
        try (Place place = place(address)) {
            return new Verifier(keys, Expectations.at(NOW), checked).verify(place, findings::add, Progress.NONE);
        }
    }

    private Summary verify(String address) throws IOException, KeyException {
        try (CheckedObjects none = CheckedObjects.none()) {
            return verify(address, none);
        }
    }

    @Test
    void anUntouchedBucketIsClean() throws Exception {
        Summary summary = verify("s3://acme-logs/client-logs/");

        assertThat(summary.isClean()).as("%s", findings).isTrue();
        assertThat(summary.receipts()).isEqualTo(26);
    }

    @Test
    void looksIntoTheObjectsOfABucket() throws Exception {
        KeySet keys = KeySet.parse(Files.readAllBytes(VECTORS.resolve("keys.json")));

        Summary summary;
        try (Place place = place("s3://acme-logs/client-logs");
                CheckedObjects none = CheckedObjects.none()) {
            summary = new Verifier(keys, Expectations.at(NOW), none)
                    .withRows(new FileRows())
                    .verify(place, findings::add, Progress.NONE);
        }

        assertThat(summary.isClean()).as("%s", findings).isTrue();
        assertThat(summary.rows().orElseThrow().rows())
                .isEqualTo(summary.exports().stream()
                        .mapToLong(export -> export.counts().delivered())
                        .sum());
        assertThat(summary.rows().orElseThrow().unsummed()).isZero();
    }

    @Test
    void findsWhatWasChangedInTheBucket() throws Exception {
        Path prefix = store.bucketFolder("acme-logs").resolve("client-logs");
        Path changed = one(prefix.resolve("year=2026/month=03/day=04/hour=01"));
        Path gone = one(prefix.resolve("year=2026/month=03/day=04/hour=05"));
        Files.write(changed, new byte[(int) Files.size(changed)]);
        Files.delete(gone);
        Files.writeString(prefix.resolve("added.csv"), "added");

        verify("s3://acme-logs/client-logs");

        assertThat(findings)
                .filteredOn(finding -> finding.kind().isWrong())
                .extracting(Finding::kind, finding -> finding.object().orElseThrow())
                .containsExactlyInAnyOrder(
                        Assertions.tuple(
                                FindingKind.ALTERED, prefix.relativize(changed).toString()),
                        Assertions.tuple(
                                FindingKind.MISSING, prefix.relativize(gone).toString()),
                        Assertions.tuple(FindingKind.EXTRA, "added.csv"));
    }

    @Test
    void readsNothingAgainWhoseETagIsTheSame() throws Exception {
        Path state = folder.resolve("state");
        try (CheckedObjects checked = CheckedObjects.in(state)) {
            verify("s3://acme-logs/client-logs", checked);
        }
        try (CheckedObjects checked = CheckedObjects.in(state)) {
            assertThat(verify("s3://acme-logs/client-logs", checked).bytesRead())
                    .isZero();
        }
    }

    @Test
    void saysWhatIsDenied() {
        assertThat(Assertions.catchThrowable(() -> verify("s3://globex-logs")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot list s3://globex-logs: ")
                .hasMessageEndingWith("the key needs s3:ListBucket on the bucket and s3:GetObject below the prefix")
                .hasMessageNotContainingAny(reader.secret());
    }

    @Test
    void anObjectThatIsNotThereIsNoFault() {
        try (Place place = place("s3://acme-logs/client-logs")) {
            assertThat(Assertions.catchThrowable(() -> place.open("nowhere"))).isInstanceOf(NoSuchFileException.class);
        }
    }

    private static Path one(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }
}

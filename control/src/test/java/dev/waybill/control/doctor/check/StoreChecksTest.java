package dev.waybill.control.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Delivery;
import dev.waybill.control.doctor.DraftExports;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.render.Platform;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.spec.destination.ExternalIds;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stores say of themselves: answers that a store on this machine does not give. */
class StoreChecksTest {
    private final Patient patient = new Patient();

    @ParameterizedTest
    @CsvSource({
        "05:00:00, PASSED",
        "05:01:00, PASSED",
        "05:01:02, WARNING",
        "04:58:00, WARNING",
        "05:15:00, WARNING",
        "05:15:02, FAILED",
        "04:44:00, FAILED",
    })
    void aClockMayBeAMinuteOffAndMustNotBeAQuarterOfAnHour(String here, Outcome outcome) {
        // Given
        patient.clock = Clock.fixed(Instant.parse("2026-03-04T" + here + "Z"), ZoneOffset.UTC);

        // When
        Diagnosis found = patient.diagnose(new ClockSkew());

        // Then
        assertThat(found.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "yesterday"})
    void aStoreWithoutAReadableClockProvesNothing(String date) {
        patient.account.knock = Reply.of(Done.DONE, date.isEmpty() ? Map.of() : Map.of("date", date));

        assertThat(patient.diagnose(new ClockSkew()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void aStoreThatSaysNoRegionProvesNothing() {
        assertThat(patient.diagnose(new BucketRegion()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void aCertificateThatIsNotTrustedIsNamed() {
        // Given
        patient.account.knock = Reply.failed(
                new Failure(FailureKind.UNREACHABLE, "no answer from S3: SunCertPathBuilderException", true));

        // When
        Diagnosis found = patient.diagnose(new TransportSecurity());

        // Then
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.finding())
                .isEqualTo("the TLS connection to the store fails: no answer from S3: SunCertPathBuilderException");
    }

    @Test
    void tlsHasNotPassedWhereNobodyAnswers() {
        patient.account.knock = Reply.failed(FakeAccount.SILENT);

        assertThat(patient.diagnose(new TransportSecurity()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
    }

    @Test
    void anAnswerOverTlsPassesAndPlainHttpIsAWarning() {
        assertThat(patient.diagnose(new TransportSecurity()).outcome()).isEqualTo(Outcome.PASSED);

        patient.account.endpoint = Optional.of(URI.create("http://s3.example.com"));
        assertThat(patient.diagnose(new TransportSecurity()).outcome()).isEqualTo(Outcome.WARNING);
    }

    @Test
    void aStoreThatAnswersTheOtherWayOnlyNeedsTheOtherStyle() {
        // Given
        patient.account.knock = Reply.failed(FakeAccount.SILENT);
        patient.account.knockInOtherStyle = Reply.failed(FakeAccount.REFUSED);

        // When
        Diagnosis found = patient.diagnose(new EndpointStyle());

        // Then
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.advice()).isEqualTo("say path-style: true in the destination");
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, FAILED, the store cannot be reached: what was seen",
        "BUCKET_GONE, FAILED, the store knows no bucket acme-logs",
        "ACCESS_DENIED, PASSED, the store answers with path-style: false",
        "WRONG_REGION, PASSED, the store answers with path-style: false",
    })
    void whoAnswersForTheBucketIsThere(FailureKind kind, Outcome outcome, String finding) {
        // Given
        patient.account.knock = Reply.failed(new Failure(kind, "what was seen", false));

        // When
        Diagnosis found = patient.diagnose(new EndpointStyle());

        // Then
        assertThat(found.outcome()).isEqualTo(outcome);
        assertThat(found.finding()).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({
        "key,  aws:kms,      arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d, PASSED",
        "key,  aws:kms:dsse, arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d, PASSED",
        "key,  aws:kms,      arn:aws:kms:eu-west-1:111122223333:key/other,    FAILED",
        "key,  aws:kms,      '',                                             FAILED",
        "key,  AES256,       '',                                             FAILED",
        "key,  '',           '',                                             NOT_CHECKED",
        "s3,   AES256,       '',                                             PASSED",
        "s3,   aws:kms,      arn:aws:kms:eu-west-1:111122223333:key/other,    FAILED",
        "s3,   '',           '',                                             NOT_CHECKED",
        "none, AES256,       '',                                             PASSED",
        "none, aws:kms,      arn:aws:kms:eu-west-1:111122223333:key/other,    WARNING",
        "none, '',           '',                                             NOT_CHECKED",
    })
    void encryptionIsWhatTheStoreSaysItIs(String wish, String algorithm, String key, Outcome outcome) {
        // Given
        patient.destination =
                Patient.encrypted(wish.equals("key") ? Optional.of(Patient.KEY) : Optional.empty(), wish.equals("s3"));
        patient.account.stored = Reply.of(new Encryption(said(algorithm), said(key)));

        // When
        Diagnosis found = patient.diagnose(new ObjectEncryption());

        // Then
        assertThat(found.outcome()).isEqualTo(outcome);
    }

    @Test
    void whatAStoreDoesNotAnswerIsNeitherRefusedNorGranted() {
        // Given
        patient.account.used = Reply.failed(FakeAccount.SILENT);

        // When, Then
        assertThat(patient.diagnose(new ListObjects()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(patient.diagnose(new GetObjects()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(patient.diagnose(new DeleteObjects()).outcome()).isEqualTo(Outcome.NOT_CHECKED);
        assertThat(patient.examine(new PutOutsidePrefix()))
                .extracting(Diagnosis::outcome)
                .containsExactly(Outcome.NOT_CHECKED, Outcome.NOT_CHECKED);
    }

    @Test
    void theTestObjectIsPutOnceForAllChecks() {
        CheckedExport export = new CheckedExport(
                DraftExports.export(
                        "acme", "downloads", Delivery.DEDICATED, DraftExports.s3("acme-logs", "client-logs")),
                List.of(),
                Platform.NONE,
                new ExternalIds(Map.of()),
                Stage.APPLIED);
        Examination examination = new Examination(export, any -> patient.account, patient.pipeline, patient.clock);

        for (Check check :
                List.of(new PutBelowPrefix(), new ObjectEncryption(), new GetObjects(), new DeleteObjects())) {
            assertThat(check.examine(examination)).isNotEmpty();
        }

        assertThat(patient.account.puts).isEqualTo(1);
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}

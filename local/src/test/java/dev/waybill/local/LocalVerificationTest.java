package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ChainState;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.Document;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.StatedSchedule;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Terms;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalVerificationTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final String PART = "acme-downloads-20260304T050000Z-p0-00000-";

    @TempDir
    Path buckets;

    private final LocalVerification verification =
            new LocalVerification(KeySet.of(List.of(KEY.verifyingKey())), START.plusSeconds(7200));

    private final List<ExportSpec> exports = SpecReader.parse("acme.yaml", """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: csv, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/R" }
              - id: more
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: csv, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/R" }
              - id: audit
                source: audit
                format: { kind: csv }
                destination: { kind: s3, bucket: acme-logs, prefix: audit, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/R" }
            """).exports();

    @Test
    void saysOfEachDestinationOnceThatAllIsAsSigned() throws IOException {
        // Given
        deliver();

        // Then
        assertThat(verification.lines(buckets, exports))
                .containsExactly(
                        "acme-logs/audit: nothing delivered", "acme-logs/csv: 1 receipt, 1 object, all as signed");
    }

    @Test
    void saysWhichObjectsHaveNoReceiptYet() throws IOException {
        // Given
        deliver();
        write("acme-downloads-20260304T060000Z-p0-00000-0123456789ab.csv", "x\n");

        // Then
        assertThat(verification.lines(buckets, exports))
                .last()
                .isEqualTo("acme-logs/csv: 1 receipt, 1 object, all as signed; 1 object without a receipt yet");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        // Given
        Path part = deliver();
        Files.delete(part);

        // Then
        assertThat(verification.lines(buckets, exports))
                .last()
                .asString()
                .startsWith("acme-logs/csv: 1 receipt, 0 objects, NOT as signed, 1 finding, such as missing downloads"
                        + " window 2026-03-04T05:00:00Z " + PART);
    }

    private Path deliver() throws IOException {
        byte[] content = "uri\n/a\n".getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(content);
        Part part = new Part(PART + sha256.substring(0, 12) + ".csv", content.length, 1, sha256);
        Statement statement = new Statement(
                new ExportId("acme", "downloads"),
                Optional.empty(),
                new OnTime(Optional.of(START.plusSeconds(7200))),
                new Terms(
                        "0123456789ab",
                        START,
                        Optional.empty(),
                        new StatedSchedule("hourly", "UTC", Duration.ofMinutes(10))),
                1,
                Set.of(),
                List.of(new StatedWindow(
                        new Window(START, START.plusSeconds(3600)),
                        new Counts(1, 1, 0, 0, 0, 0),
                        EventSum.of("e-1", START),
                        new InlineParts(List.of(part)))));
        Document receipt =
                new ReceiptSigner(KEY).issue(statement, ChainState.BEGIN).receipt();
        write(receipt.name(), new String(receipt.bytes(), StandardCharsets.UTF_8));
        return write(part.name(), "uri\n/a\n");
    }

    private Path write(String name, String content) throws IOException {
        Path file = buckets.resolve("acme-logs/csv").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}

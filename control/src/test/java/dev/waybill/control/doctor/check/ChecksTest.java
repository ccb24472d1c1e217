package dev.waybill.control.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.doctor.DraftExports;
import dev.waybill.spec.destination.FileDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    /** They stand in alerts and scripts. */
    @Test
    void namesAndOrderStayAsTheyAre() {
        assertThat(Checks.all())
                .extracting(Check::id)
                .containsExactly(
                        "platform-identity",
                        "role-with-external-id",
                        "role-without-external-id",
                        "role-with-other-external-id",
                        "put-below-prefix",
                        "object-encryption",
                        "bucket-encryption",
                        "object-owner",
                        "put-outside-prefix",
                        "list-objects",
                        "get-objects",
                        "delete-objects",
                        "bucket-region",
                        "endpoint-style",
                        "clock-skew",
                        "transport-security",
                        "directory-writable",
                        "export-topic",
                        "sink-connector",
                        "said-by-sink");
    }

    @Test
    void everyCheckIsExplained() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/reference/doctor.md"));

        assertThat(Checks.all())
                .allSatisfy(check -> assertThat(lines).anyMatch(line -> line.startsWith("| `" + check.id() + "` | ")));
    }

    @Test
    void ofADirectoryOnlyThePlatformsSideIsLookedAt() {
        FileDestination directory = new FileDestination(Path.of("/srv/logs"), "acme");

        assertThat(Checks.all().stream().filter(check -> check.concerns(directory)))
                .extracting(Check::id)
                .containsExactly("directory-writable", "export-topic", "sink-connector", "said-by-sink");
        assertThat(Checks.all().stream().filter(check -> check.concerns(DraftExports.s3("acme-logs", "client-logs"))))
                .hasSize(19);
    }
}

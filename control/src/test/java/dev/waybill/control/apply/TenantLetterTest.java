package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.GuardRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantLetterTest {
    private static final String ROLE = "destination: { kind: s3, bucket: acme-logs, prefix: logs, region: eu-west-1,"
            + " role-arn: \"arn:aws:iam::111122223333:role/%s\" }";

    @TempDir
    Path root;

    private Folder folder;
    private final FakeTarget target = new FakeTarget();

    @BeforeEach
    void makeFolder() {
        folder = new Folder(root).tenant("beta");
    }

    @Test
    void saysWhatBecomesOfAnExport() {
        assertThat(letter(folder.tenant("acme")))
                .contains("Export downloads begins: it delivers events from 2026-03-04T06:00:00Z on.\n");
        assertThat(letter(folder.tenant("acme", "part-size: 1MiB")))
                .contains("Export downloads changes for events from 2026-03-04T09:00:00Z on.");
        assertThat(letter(folder.tenant("acme", "part-size: 1MiB", "enabled: false")
                        .allow(GuardRule.TENANTS_REMOVED)))
                .contains("Export downloads ends: it does not deliver events from 2026-03-04T12:00:00Z on.");
        assertThat(letter(folder.tenant("acme", "part-size: 1MiB")))
                .contains("Export downloads begins again: it delivers events from 2026-03-04T15:00:00Z on.\n");
        assertThat(letter(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED)))
                .contains("Export downloads ends: it does not deliver events from 2026-03-04T18:00:00Z on.");
    }

    /** A tenant calls its roles what it likes. */
    @Test
    void aRoleWhoseNameBeginsLikeAReadersPolicyIsARole() {
        assertThat(steps(folder.tenant("acme", ROLE.formatted("reader-of-logs"))))
                .contains(
                        "Give the role reader-of-logs the permissions in reader-of-logs-permissions.json.",
                        "Give the role reader-of-logs the trust policy in reader-of-logs-trust.json.");
    }

    @Test
    void namesTheRoleAndNotTheDocument() {
        // Given
        folder.tenant("acme", ROLE.formatted("Logs")).platform("""
                oidc: { issuer: "https://id.platform.example", audience: sts.amazonaws.com, subject: "waybill:{tenant}" }
                readers:
                  access-points:
                    - tenant: acme
                      bucket-arn: arn:aws:s3:::platform-logs
                      alias: acme-ap-4f1x-s3alias
                      access-point-arn: arn:aws:s3:eu-west-1:884446598447:accesspoint/acme-ap
                      regions: [eu-west-1]
                      reader-role-arn: arn:aws:iam::111122223333:role/LogsReader
                """);

        // When
        List<String> steps = steps(folder);

        // Then
        assertThat(steps).contains("Give the role Logs the trust policy in Logs-trust-oidc.json.");
        assertThat(steps)
                .filteredOn(step -> step.endsWith(" LogsReader-reader-trust.json."))
                .singleElement()
                .asString()
                .matches("Give the role LogsReader[ ,].*");
    }

    @Test
    void whereOnlyDocumentsChangeThereIsNoTimeToWaitFor() {
        // Given
        letter(folder.tenant("acme", ROLE.formatted("Logs")));

        // Then
        assertThat(letter(folder.platform("accounts: { aws: \"999999999999\" }\n")))
                .contains("Please do this at once:\n  1. Give the role Logs the trust policy in Logs-trust.json.\n");
    }

    /** Applies it, three hours before whatever comes next, and gives the letter to acme. */
    private String letter(Folder wished) {
        return TenantLetter.text(acme(wished));
    }

    private List<String> steps(Folder wished) {
        return TenantLetter.steps(acme(wished));
    }

    private TenantEffect acme(Folder wished) {
        ApplyResult result =
                new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE).apply(wished.request());
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
        target.now = target.now.plus(Duration.ofHours(3));
        return result.plan().tenants().stream()
                .filter(effect -> effect.tenant().equals("acme"))
                .findFirst()
                .orElseThrow();
    }
}

package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.render.FileChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantLetterTest {
    private static final FileChange NEW = new FileChange("", "{}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            added     | Export downloads begins: it delivers events from 2026-03-04T06:00:00Z on.
            returned  | Export downloads begins again: it delivers events from 2026-03-04T06:00:00Z on.
            changed   | Export downloads changes for events from 2026-03-04T06:00:00Z on. Earlier ones are delivered as before.
            disabled  | Export downloads ends: it does not deliver events from 2026-03-04T06:00:00Z on. Earlier ones are still delivered.
            removed   | Export downloads ends: it does not deliver events from 2026-03-04T06:00:00Z on. Earlier ones are still delivered.
            unchanged | Export downloads delivers what is still on its way to its present place.
            """)
    void saysWhatBecomesOfAnExport(String kind, String headline) {
        TenantEffect effect = new TenantEffect("acme", "changed", List.of(export(kind)), new TreeMap<>());

        assertThat(TenantLetter.text(effect)).contains("\n" + headline + "\n").contains("nothing for you to do");
    }

    @Test
    void whereOnlyDocumentsChangeThereIsNoTimeToWaitFor() {
        assertThat(TenantLetter.text(documents("Logs-trust.json"))).isEqualTo("""
                The log exports of acme change.

                Please do this at once:
                  1. Give the role Logs the trust policy in Logs-trust.json.
                """);
    }

    @Test
    void namesTheRoleAndNotTheDocument() {
        assertThat(TenantLetter.steps(documents("Logs-trust-oidc.json")))
                .containsExactly("Give the role Logs the trust policy in Logs-trust-oidc.json.");
        assertThat(TenantLetter.steps(documents("LogsReader-reader-trust.json")))
                .containsExactly("Give the role LogsReader the trust policy in LogsReader-reader-trust.json.");
    }

    /** A tenant calls its roles what it likes. */
    @Test
    void aRoleWhoseNameBeginsLikeAReadersPolicyIsARole() {
        assertThat(TenantLetter.steps(documents("reader-of-logs-trust.json", "reader-of-logs-permissions.json")))
                .containsExactly(
                        "Give the role reader-of-logs the permissions in reader-of-logs-permissions.json.",
                        "Give the role reader-of-logs the trust policy in reader-of-logs-trust.json.");
    }

    @Test
    void policiesOfReadersAreForThoseWhoRead() {
        assertThat(TenantLetter.steps(
                        documents("reader-easy.json", "reader-purge.json", "acme-ap-reader-access-point.json")))
                .containsExactly(
                        "For those who read the logs: the policy is in acme-ap-reader-access-point.json.",
                        "For those who read the logs: the policy is in reader-easy.json.",
                        "For those who read the logs: the policy is in reader-purge.json.");
    }

    private static ExportEffect export(String kind) {
        return new ExportEffect(
                new ExportId("acme", "downloads"),
                kind,
                Optional.of(Instant.parse("2026-03-04T06:00:00Z")),
                List.of(),
                List.of());
    }

    private static TenantEffect documents(String... names) {
        Map<String, FileChange> documents = new TreeMap<>();
        List.of(names).forEach(name -> documents.put(name, NEW));
        return new TenantEffect("acme", "documents", List.of(), new TreeMap<>(documents));
    }
}

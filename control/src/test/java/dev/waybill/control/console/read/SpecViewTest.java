package dev.waybill.control.console.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpecViewTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aTenantSeesNoReferencesNoDirectoriesAndNothingOfConnectors() throws IOException {
        // Given
        JsonNode spec = JSON.readTree("""
                { "id": "downloads", "connector": { "errors.tolerance": "none" },
                  "redact": [ { "kind": "hash", "field": "user", "key": "${env:ACME_HMAC}" },
                              { "kind": "mask", "options": { "deep": [ "x ${file:/run/secrets/k} y", 5, true ] } } ],
                  "destination": { "kind": "file", "directory": "/mnt/exports", "prefix": "acme" } }
                """);
        JsonNode before = spec.deepCopy();

        // When
        JsonNode shown = SpecView.ofTenant(spec);

        // Then
        assertThat(shown).isEqualTo(JSON.readTree("""
                { "id": "downloads",
                  "redact": [ { "kind": "hash", "field": "user", "key": "(hidden)" },
                              { "kind": "mask", "options": { "deep": [ "(hidden)", 5, true ] } } ],
                  "destination": { "kind": "file", "directory": "(hidden)", "prefix": "acme" } }
                """));
        assertThat(spec).isEqualTo(before);
    }

    @Test
    void itsOwnBucketAndRoleAreShown() throws IOException {
        // Given
        JsonNode spec = JSON.readTree("{ \"destination\": { \"kind\": \"s3\", \"bucket\": \"acme-logs\", \"role-arn\":"
                + " \"arn:aws:iam::111122223333:role/Logs\" } }");

        // Then
        assertThat(SpecView.ofTenant(spec)).isEqualTo(spec);
    }
}

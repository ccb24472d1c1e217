package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.http.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetTest {
    @TempDir
    Path root;

    @Test
    void filesOfPagesComeWithoutALoginAndHoldNothingOfAnybody() throws Exception {
        try (ServedPages served = new ServedPages(root)) {
            // When
            Page style = served.client().getPage(served.address() + "/assets/console.css");
            Page script = served.client().getPage(served.address() + "/assets/console.js");

            // Then
            assertThat(style.getWebResponse().getContentType()).isEqualTo("text/css");
            assertThat(style.getWebResponse().getContentAsString())
                    .contains(":focus-visible")
                    .doesNotContain("url(", "@import");
            assertThat(script.getWebResponse().getContentType()).isEqualTo("text/javascript");
            assertThat(script.getWebResponse().getResponseHeaderValue("Cache-Control"))
                    .isEqualTo("max-age=300");
            assertThat(Asset.all())
                    .extracting(asset -> asset.endpoint().audience())
                    .containsOnly(Audience.PUBLIC);
        }
    }

    /** The image is built without the rest of the documents. */
    @Test
    void theSchemaIsTheDocumentedOneAndGoesToTheImagesBuild() throws Exception {
        // When
        String schema = Asset.all().stream()
                .filter(asset -> asset.endpoint().path().endsWith("tenant.schema.json"))
                .findFirst()
                .orElseThrow()
                .text();
        List<String> ignored = Files.readAllLines(Path.of("..", ".dockerignore"));

        // Then
        assertThat(schema).isEqualTo(Files.readString(Path.of("..", "docs", "reference", "tenant.schema.json")));
        assertThat(ignored).containsSubsequence("docs/", "!docs/reference/tenant.schema.json");
    }
}

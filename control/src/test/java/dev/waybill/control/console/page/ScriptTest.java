package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.http.Asking;
import dev.waybill.control.replay.HeldWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages with their script: the editor, and what shows by itself. */
class ScriptTest {
    private static final String EXPORT = "tenant: acme\nexports:\n  - id: downloads\n";

    @TempDir
    Path root;

    private ServedPages served;
    private Visit visit;

    @BeforeEach
    void open() {
        served = new ServedPages(root);
        visit = served.login(Asking.OPERATOR);
        visit.client.getOptions().setJavaScriptEnabled(true);
        visit.client.getOptions().setFetchPolyfillEnabled(true);
        visit.open("/tenants/acme/edit");
        visit.client.waitForBackgroundJavaScript(10_000);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void offersTheKeysThatAMappingHasNotYet() {
        assertThat(fitting(EXPORT + "    s")).containsExactly("schedule", "select", "source");
        assertThat(fitting(EXPORT + "    source: download\n    so")).isEmpty();
        assertThat(fitting("")).containsExactly("exports", "tenant");
    }

    @Test
    void offersTheValuesThatAKeyMayHave() {
        assertThat(fitting(EXPORT + "    source: ")).containsExactly("audit", "download");
        assertThat(fitting(EXPORT + "    enabled: ")).containsExactly("false", "true");
        assertThat(fitting(EXPORT + "    destination:\n      kind: ")).containsExactly("file", "s3");
    }

    @Test
    void offersTheKeysOfTheKindOnly() {
        assertThat(fitting(EXPORT + "    destination:\n      kind: file\n      "))
                .containsExactly("directory", "prefix");
        assertThat(fitting(EXPORT + "    destination: { kind: file, ")).containsExactly("directory", "prefix");
        assertThat(fitting(EXPORT + "    redact:\n      - kind: truncate-ip\n        ip"))
                .contains("ipv4", "ipv6");
        assertThat(fitting(EXPORT + "    redact: [ { kind: truncate-ip, ip")).contains("ipv4", "ipv6");
    }

    @Test
    void putsWhatIsChosenWhereTheCursorIs() throws Exception {
        // Given
        type(EXPORT + "    sour");

        // When
        visit.page()
                .getElementById("fits")
                .<org.htmlunit.html.HtmlButton>getFirstByXPath("button")
                .click();

        // Then
        assertThat(editor().getText().replace("\r\n", "\n")).isEqualTo(EXPORT + "    source: ");
        assertThat(visit.texts("//div[@id='fits']/button")).containsExactly("audit", "download");
    }

    @Test
    void theProgressOfAReplayShowsByItself() {
        // Given
        visit.open("/exports/acme/downloads");
        visit.type("replay-to", "2026-03-04T08:00")
                .press("Show what it would do")
                .press("Start it");

        // When
        served.work.steps.add(HeldWork.Step.PROGRESS);

        // Then
        awaitStatus("running 1 window done, 1 left.");
        served.work.steps.add(HeldWork.Step.FINISH);
        awaitStatus("done");
        HtmlPage end = (HtmlPage) visit.client.getCurrentWindow().getEnclosedPage();
        assertThat(end.getByXPath("//main//button")).isEmpty();
    }

    /** Of the page that the browser shows, which nobody loads here. */
    private void awaitStatus(String words) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HtmlPage page = (HtmlPage) visit.client.getCurrentWindow().getEnclosedPage();
            DomNode status = page.getFirstByXPath("//*[@role='status']");
            assertThat(status.asNormalizedText()).isEqualTo(words);
        });
    }

    private List<String> fitting(String text) {
        type(text);
        return visit.texts("//div[@id='fits']/button");
    }

    private void type(String text) {
        editor().setText(text);
        editor().setSelectionStart(text.length());
        editor().setSelectionEnd(text.length());
        editor().fireEvent("input");
    }

    private HtmlTextArea editor() {
        HtmlPage page = visit.page();
        return (HtmlTextArea) page.getElementById("yaml");
    }
}

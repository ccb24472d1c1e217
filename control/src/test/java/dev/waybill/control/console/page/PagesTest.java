package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.http.Asking;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Verb;
import dev.waybill.control.console.state.ConsoleScenario;
import dev.waybill.control.replay.HeldWork;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in a browser without scripts; each is also held to {@link PageRules}. */
class PagesTest {
    @TempDir
    Path root;

    private ServedPages served;

    @BeforeEach
    void serve() {
        served = new ServedPages(root);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aWrongTokenIsToldSo() throws Exception {
        // Given
        WebClient client = served.client();
        HtmlPage login = PageRules.checked(client.getPage(served.address() + "/tenants/acme"));
        login.getForms().get(0).getInputByName("token").setValue("wbt_wrong");

        // When
        HtmlPage again = PageRules.checked(((org.htmlunit.html.HtmlButton) login.getFirstByXPath("//button")).click());

        // Then
        assertThat(login.getUrl()).hasToString(served.address() + "/login?next=%2Ftenants%2Facme");
        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(401);
        assertThat(((org.htmlunit.html.DomNode) again.getFirstByXPath("//*[@role='alert']")).asNormalizedText())
                .isEqualTo("the token is not valid: it is wrong, has expired, or was removed");
    }

    @Test
    void whoLogsOutIsLoggedOut() {
        // Given
        Visit visit = served.login(Asking.OPERATOR);

        // When
        visit.press("Log out");

        // Then
        assertThat(visit.page().getTitleText()).isEqualTo("Log in · Waybill");
        assertThat(visit.open("/").page().getTitleText()).isEqualTo("Log in · Waybill");
    }

    @Test
    void anOperatorSeesAllExportsAndWhatNeedsSomebody() {
        // Given
        served.scenario.heldBack(ConsoleScenario.AUDIT, "2026-03-04T06:11:00Z").known();

        // When
        Visit visit = served.login(Asking.OPERATOR);

        // Then
        assertThat(visit.texts("//tbody/tr/th")).containsExactly("acme/audit", "acme/downloads", "globex/traffic");
        assertThat(visit.texts("//tbody/tr/td[1]")).containsExactly("held back", "delivering", "due");
        assertThat(visit.texts("//tbody/tr[1]/td[7]").get(0)).contains("ROLE_REFUSED", "look at the role");
        assertThat(visit.texts("//tbody/tr[2]/td[2]")).containsExactly("2026-03-04 05:00 to 06:00 UTC");
        assertThat(visit.texts("//ul[@class='counts']/li")).contains("held back 1", "delivering 1", "due 1");
        assertThat(visit.texts("//figure/p"))
                .allSatisfy(words -> assertThat(words).startsWith("Most: "));
    }

    @Test
    void exportsAreSearchedFilteredAndSorted() {
        // Given
        Visit visit = served.login(Asking.OPERATOR);

        // When
        visit.type("text", "AUD").press("Show");

        // Then
        assertThat(visit.texts("//tbody/tr/th")).containsExactly("acme/audit");
        assertThat(visit.texts("//caption")).containsExactly("1 export on all pages");
        assertThat(visit.open("/?state=due&sort=delay").texts("//tbody/tr/th")).containsExactly("globex/traffic");
        assertThat(visit.texts("//option[@selected]")).containsExactly("due", "longest delay");
        assertThat(visit.open("/?state=nonsense").status()).isEqualTo(400);
    }

    @Test
    void aLongListHasPages() {
        // Given
        for (int i = 10; i < 70; i++) {
            served.scenario.catalog.add("2026-03-04T04:10:00Z", "t" + i, """
                    tenant: t%s
                    exports:
                      - { id: x, source: download, format: { kind: csv }, destination: { kind: file, directory: /mnt/t%s } }
                    """.formatted(i, i));
        }
        served.scenario.known();
        Visit visit = served.login(Asking.OPERATOR);

        // When
        int first = visit.texts("//tbody/tr").size();
        int second = visit.follow("Next page").texts("//tbody/tr").size();

        // Then
        assertThat(first).isEqualTo(50);
        assertThat(second).isEqualTo(13);
        assertThat(visit.follow("First page").texts("//tbody/tr")).hasSize(50);
        assertThat(visit.open("/tenants").texts("//tbody/tr")).hasSize(50);
        assertThat(visit.follow("Next page").texts("//tbody/tr")).hasSize(12);
    }

    @Test
    void aTenantIsLedToItsOwnPageAndSeesNoOthers() {
        // When
        Visit visit = served.login(Asking.ACME);

        // Then
        assertThat(visit.page().getUrl()).hasToString(served.address() + "/tenants/acme");
        assertThat(visit.texts("//nav[@aria-label='Console']//a")).containsExactly("Your exports");
        assertThat(visit.texts("//tbody/tr/th")).containsExactly("acme/audit", "acme/downloads");
        assertThat(visit.text()).doesNotContain("globex", "Pause");
    }

    @Test
    void onBoardingIsFourSteps() {
        // Given
        Visit visit = served.login(Asking.ACME);

        // When, Then
        assertThat(visit.texts("//ol[@class='steps']/li/h3"))
                .containsExactly("Role and policies", "Doctor", "Preview", "First file");
        assertThat(visit.texts("//ol[@class='steps']//summary")).contains("Logs-permissions.json");
        assertThat(visit.get("/tenants/acme/documents/Logs-permissions.json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("acme-logs");
        assertThat(visit.texts("//ol[@class='steps']/li[4]//li"))
                .containsExactly("downloads: 2026-03-04 05:00 to 06:00 UTC");
        assertThat(visit.press("Try the account out").texts("//tbody/tr/th"))
                .containsExactly("put-below-prefix", "list");
        assertThat(visit.text()).contains("take s3:ListBucket away");
        assertThat(visit.open("/tenants/acme").press("Show a preview").text())
                .contains("No value that redaction promises to hide was found")
                .doesNotContain("a note for operators");
        assertThat(served.audited).extracting(ConsoleEvent::type).containsExactly("account_checked");
    }

    @Test
    void whatTheDoctorFoundLastStandsOnThePagesOfItsExportAndItsTenant() {
        // Given
        served.scenario
                .checkedUp(ConsoleScenario.DOWNLOADS, ServedPages.FIVE, "put-outside-prefix")
                .checkedUp(ConsoleScenario.AUDIT, ServedPages.FIVE, "export-topic")
                .known();
        Visit acme = served.login(Asking.ACME);
        Visit operator = served.login(Asking.OPERATOR);

        // When, Then
        assertThat(acme.texts("//ol[@class='steps']/li[2]//li"))
                .containsExactly(
                        "audit: passed at 2026-03-04 06:12 UTC, 1 passed",
                        "downloads: failed at 2026-03-04 06:12 UTC, 1 failed, 1 passed");
        acme.follow("downloads");
        assertThat(acme.texts("//section[@aria-labelledby='account']/p").get(0))
                .isEqualTo("failed It looked last at 2026-03-04 06:12 UTC: 1 failed, 1 passed.");
        assertThat(acme.texts("//section[@aria-labelledby='account']/div//tbody/tr/th"))
                .containsExactly("put-outside-prefix");
        assertThat(acme.texts("//section[@aria-labelledby='account']/details//tbody/tr/th"))
                .hasSize(2);
        assertThat(acme.press("Try the account out").texts("//tbody/tr/th"))
                .containsExactly("put-below-prefix", "list");
        assertThat(acme.open("/exports/acme/audit").texts("//section[@aria-labelledby='account']//tbody/tr/th"))
                .as("the platform's own checks are not the tenant's business")
                .doesNotContain("export-topic");
        assertThat(operator.open("/exports/acme/audit").texts("//section[@aria-labelledby='account']/div//tbody/tr/th"))
                .containsExactly("export-topic");
        assertThat(operator.open("/exports/globex/traffic").texts("//section[@aria-labelledby='account']/p"))
                .first()
                .asString()
                .startsWith("This console has not looked at it since it began");
    }

    @Test
    void anOperatorSeesWhatAReplayWouldDoBeforeItBeginsAndHowFarItIs() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/exports/acme/downloads");
        assertThat(visit.page().getElementById("replay-from").getAttribute("value"))
                .as("the last window is at hand")
                .isEqualTo("2026-03-04T05:00");

        // When
        visit.type("replay-to", "2026-03-04T08:00").press("Show what it would do");

        // Then
        assertThat(visit.text()).contains("2 windows would be delivered again. Nothing has begun yet.");
        assertThat(visit.texts("//tbody/tr/th")).containsExactly("2026-03-04 05:00 UTC");
        assertThat(served.work.cluster).isEmpty();
        visit.press("Start it");
        assertThat(visit.page().getUrl()).hasToString(served.address() + "/replays/made-of-5");
        assertThat(visit.texts("//*[@role='status']")).containsExactly("running 0 windows done, 2 left.");
        served.work.steps.add(HeldWork.Step.PROGRESS);
        await(visit, "running 1 window done, 1 left.");
        assertThat(visit.text()).contains("acme/downloads is paused");
        visit.press("Stop");
        served.work.steps.add(HeldWork.Step.FINISH);
        await(visit, "stopped 1 window done, 1 left.");
        visit.press("Go on");
        served.work.steps.add(HeldWork.Step.FINISH);
        await(visit, "done");
        assertThat(visit.text()).contains("2 windows, 4 parts, 20 events.", "missing-tenant: 2");
        assertThat(visit.texts("//main//button")).isEmpty();
        visit.follow("Replays");
        assertThat(visit.texts("//tbody/tr/th")).containsExactly("made-of-5");
        assertThat(served.audited)
                .extracting(ConsoleEvent::type)
                .containsExactly("replay_started", "replay_stopped", "replay_resumed");
    }

    @Test
    void whatCannotBeReplayedStandsOverTheFormWithWhatWasTyped() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/exports/acme/downloads");

        // When
        visit.type("replay-to", "2026-03-04T04:00");
        visit.page()
                .<org.htmlunit.html.HtmlInput>getFirstByXPath("//input[@value='current']")
                .setChecked(true);
        visit.press("Show what it would do");

        // Then
        assertThat(visit.status()).isEqualTo(400);
        assertThat(visit.texts("//*[@role='alert']"))
                .containsExactly("from (2026-03-04T05:00:00Z) must be before to (2026-03-04T04:00:00Z)");
        assertThat(visit.texts("//button")).doesNotContain("Start it");
        assertThat(visit.page().getElementById("replay-to").getAttribute("value"))
                .isEqualTo("2026-03-04T04:00");
        served.work.refusal = Optional.of("acme/downloads is paused, so nothing of it leaves; run: waybill resume");
        visit.type("replay-to", "2026-03-04T06:00").press("Show what it would do");
        assertThat(visit.status()).isEqualTo(422);
        assertThat(visit.texts("//*[@role='alert']").get(0)).contains("is paused");
        served.work.refusal = Optional.empty();
        assertThat(visit.press("Show what it would do").text()).contains("replay=made-of-5/ below the export's prefix");
    }

    @Test
    void aReplayIsForgotten() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/exports/acme/downloads");
        visit.type("replay-to", "2026-03-04T08:00")
                .press("Show what it would do")
                .press("Start it");
        served.work.steps.add(HeldWork.Step.CRASH);
        await(visit, "failed 0 windows done, 2 left.");

        // When
        visit.press("Forget it");

        // Then
        assertThat(visit.page().getUrl()).hasToString(served.address() + "/replays");
        assertThat(visit.text()).contains("There are none.");
        assertThat(served.work.cluster).isEmpty();
        assertThat(visit.open("/replays/made-of-5").status()).isEqualTo(404);
    }

    /** Looks again until the replay says it. */
    private static void await(Visit visit, String words) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                visit.open(visit.page().getUrl().getPath()).texts("//*[@role='status']"))
                        .containsExactly(words));
    }

    @Test
    void anExportHasACalendarWhoseLettersLeadToWindows() {
        // Given
        Visit visit = served.login(Asking.ACME).open("/exports/acme/downloads");

        // When, Then
        assertThat(visit.texts("//table[@class='calendar']//tbody/tr/th")).containsExactly("2026-03-04");
        assertThat(visit.texts("//ul[@class='windows']/li")).containsExactly("V", "O");
        assertThat(visit.page()
                        .<org.htmlunit.html.DomElement>getFirstByXPath("//ul[@class='windows']//a")
                        .getAttribute("aria-label"))
                .isEqualTo("V: 2026-03-04 05:00 to 06:00 UTC, delivered, with its receipt, 10 events, 1 part, receipt");
        visit.follow("V");
        assertThat(visit.page().getTitleText())
                .isEqualTo("Window 2026-03-04 05:00 to 06:00 UTC of acme/downloads · Waybill");
        assertThat(visit.texts("(//table)[1]//td")).containsExactly("12", "10", "1", "1", "0");
        assertThat(visit.texts("//tbody/tr/th")).hasSize(2).contains("_receipts/downloads/20260304T050000Z.json");
        assertThat(visit.open("/exports/acme/downloads/windows/2026-03-04T05:30:00Z")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatAnExportDeliversComesWithTablesForReaders() {
        // Given
        Visit visit = served.login(Asking.ACME).open("/exports/acme/downloads");

        // When, Then
        assertThat(visit.texts("//section[@aria-labelledby='read']//a"))
                .containsExactly("athena.sql", "duckdb.sql", "spark.py", "columns.json", "The public keys of receipts");
        assertThat(visit.get("/exports/acme/downloads/files/duckdb.sql")
                        .getWebResponse()
                        .getContentAsString())
                .contains("acme-logs");
        assertThat(visit.get("/exports/acme/downloads/files/duckdb.sql")
                        .getWebResponse()
                        .getResponseHeaderValue("Content-Disposition"))
                .isEqualTo("attachment; filename=\"downloads-duckdb.sql\"");
        assertThat(visit.get("/exports/acme/downloads/files/other")
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void anOperatorPausesResumesAndRetries() {
        // Given
        served.cluster.marks.put("export.acme.downloads-0", 7L);
        Visit visit = served.login(Asking.OPERATOR).open("/exports/acme/downloads");

        // When
        visit.type("why", "ticket 9").press("Pause");

        // Then
        assertThat(visit.text()).contains("paused acme/downloads");
        assertThat(visit.follow("Back to downloads").press("Resume").text()).contains("resumed acme/downloads");
        assertThat(visit.open("/exports/acme/downloads")
                        .press("Try the destination now")
                        .text())
                .contains("the sink is asked to try again, in export.acme.downloads-0");
        assertThat(served.audited)
                .extracting(ConsoleEvent::type)
                .containsExactly("delivery_paused", "delivery_resumed", "delivery_retried");
    }

    @Test
    void aPlanIsLookedAtBeforeItIsApplied() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/tenants/acme").follow("Read or change the exports");
        String yaml = ((HtmlTextArea) visit.page().getElementById("yaml")).getText();

        // When
        visit.type("yaml", yaml.replace("hourly", "daily")).press("Show the plan");

        // Then
        assertThat(visit.text()).contains("Nothing has been changed yet");
        assertThat(visit.texts("//section/table/tbody/tr")).containsExactly("schedule.every hourly daily");
        assertThat(served.cluster
                        .target
                        .snapshot()
                        .tenant("acme")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .changed()
                        .by())
                .isEqualTo("ops");
        visit.type("why", "asked for").press("Apply");
        assertThat(visit.text()).contains("Applied.");
        assertThat(served.cluster
                        .target
                        .snapshot()
                        .tenant("acme")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .changed()
                        .why())
                .isEqualTo("asked for");
    }

    @Test
    void whatIsWrongWithADraftStandsOverTheEditorWithTheDraft() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/tenants/acme/edit");
        String yaml = ((HtmlTextArea) visit.page().getElementById("yaml")).getText();

        // When
        visit.type("yaml", yaml.replace("hourly", "hourli")).press("Show the plan");

        // Then
        assertThat(visit.status()).isEqualTo(422);
        assertThat(visit.texts("//*[@role='alert']//li").get(0)).contains("acme.yaml:", "hourli");
        assertThat(((HtmlTextArea) visit.page().getElementById("yaml")).getText())
                .contains("hourli");
    }

    @Test
    void whatTheGuardRefusesIsSaidWithWhatItProtectsAndIsAllowedByName() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/tenants/acme/edit");
        String bare = """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, prefix: logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """;

        // When
        visit.type("yaml", bare).press("Show the plan").type("why", "x").press("Apply");

        // Then
        assertThat(visit.status()).isEqualTo(422);
        assertThat(visit.texts("//fieldset").get(0))
                .contains("what has left cannot be taken back", "Allow loosened-redaction");
        visit.page()
                .<org.htmlunit.html.HtmlInput>getFirstByXPath("//input[@name='allow-loosened-redaction']")
                .setChecked(true);
        assertThat(visit.press("Apply").text()).contains("Applied.");
    }

    @Test
    void aPlanThatWasOvertakenIsShownAnew() {
        // Given
        Visit visit = served.login(Asking.OPERATOR).open("/tenants/acme/edit");
        String yaml = ((HtmlTextArea) visit.page().getElementById("yaml")).getText();
        visit.type("yaml", yaml.replace("hourly", "daily")).press("Show the plan");
        Visit other = served.login(Asking.OPERATOR).open("/tenants/acme/edit");
        other.type(
                        "yaml",
                        yaml.replace("kind: \"csv\"", "kind: \"json-lines\"").replace("kind: csv", "kind: json-lines"))
                .press("Show the plan")
                .type("why", "y")
                .press("Apply");

        // When
        visit.type("why", "x").press("Apply");

        // Then
        assertThat(visit.status()).isEqualTo(409);
        assertThat(visit.texts("//*[@role='alert']"))
                .containsExactly("Somebody else has changed the same meanwhile. Nothing was changed.");
        assertThat(visit.press("Apply").text()).contains("Applied.");
    }

    @Test
    void aTenantReadsItsExportsAndIsToldThatItMayNotChangeThem() {
        // When
        Visit visit = served.login(Asking.ACME).open("/tenants/acme/edit");

        // Then
        assertThat(visit.texts("//*[@role='alert']"))
                .containsExactly("tenants may not change specs here; ask the operator of the platform");
        assertThat(visit.page().getElementById("yaml").hasAttribute("readonly")).isTrue();
        assertThat(visit.texts("//main//button")).isEmpty();
    }

    @Test
    void aTenantThatMayChangesItsExportsAndNothingThatIsTheOperators() {
        // Given
        served.operatorRules("console: { tenants-may-edit: true, exports-per-tenant: 2 }\n");
        Visit visit = served.login(Asking.ACME).open("/tenants/acme/edit");
        String yaml = ((HtmlTextArea) visit.page().getElementById("yaml")).getText();

        // When
        visit.type("yaml", yaml.replace("hourly", "daily"))
                .press("Show the plan")
                .type("why", "x")
                .press("Apply");

        // Then
        assertThat(visit.text()).contains("Applied.");
        assertThat(served.cluster
                        .target
                        .snapshot()
                        .tenant("acme")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .changed()
                        .by())
                .isEqualTo("acme-admin");
        visit.open("/tenants/acme/edit");
        assertThat(visit.texts("//fieldset | //summary")).isEmpty();
        String loose = """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    schedule: { every: daily }
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, prefix: logs, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
                """;
        visit.type("yaml", loose).press("Show the plan");
        assertThat(visit.texts("//fieldset").get(0)).contains("Only an operator can allow it.");
        assertThat(visit.type("why", "x").press("Apply").status()).isEqualTo(422);
        visit.open("/tenants/acme/edit")
                .type("yaml", loose.replace("kind: s3, bucket: acme-logs", "kind: file, directory: /etc"));
        assertThat(visit.press("Show the plan").status()).isEqualTo(422);
    }

    /** By every page and form that there is. */
    @Test
    void noPageShowsAnotherTenantsThings() {
        // Given
        Visit acme = served.login(Asking.ACME);
        Visit globex = served.login(Asking.GLOBEX);
        int ofTenants = 0;
        int ofOperators = 0;

        for (Page page : served.pages) {
            if (page.endpoint().audience() == Audience.PUBLIC) {
                continue;
            }
            String path = page.endpoint()
                    .path()
                    .replace("{tenant}", "acme")
                    .replace("{export}", "downloads")
                    .replace("{start}", ServedPages.FIVE)
                    .replace("{name}", "Logs-permissions.json")
                    .replace("{replay}", "made-of-5");

            // When
            org.htmlunit.Page foreign = page.endpoint().verb() == Verb.GET ? globex.get(path) : globex.post(path);
            org.htmlunit.Page own = page.endpoint().verb() == Verb.GET ? acme.get(path) : acme.post(path);

            // Then
            String answer = foreign.getWebResponse().getContentAsString();
            if (page.endpoint().audience() == Audience.OWN_TENANT) {
                assertThat(foreign.getWebResponse().getStatusCode()).as(path).isEqualTo(403);
                assertThat(answer).as(path).doesNotContain("acme-logs", "id-of-acme", "111122223333");
                ofTenants++;
            } else if (page.endpoint().audience() == Audience.OPERATORS) {
                assertThat(foreign.getWebResponse().getStatusCode()).as(path).isEqualTo(403);
                assertThat(own.getWebResponse().getStatusCode()).as(path).isEqualTo(403);
                ofOperators++;
            }
            assertThat(own.getWebResponse().getContentAsString())
                    .as(path)
                    .doesNotContain("globex", "444455556666", "wbt_");
        }
        assertThat(ofTenants).isEqualTo(10);
        assertThat(ofOperators).isEqualTo(13);
        assertThat(served.audited).extracting(ConsoleEvent::tenant).containsOnly("acme");
    }

    @Test
    void aFormOfAnotherSessionIsRefused() {
        // Given
        Visit acme = served.login(Asking.ACME);
        Visit operator = served.login(Asking.OPERATOR);
        String foreign = acme.page()
                .<org.htmlunit.html.DomElement>getFirstByXPath("//input[@name='form-token']")
                .getAttribute("value");
        operator.open("/exports/acme/downloads");
        operator.page()
                .getByXPath("//input[@name='form-token']")
                .forEach(field -> ((org.htmlunit.html.HtmlInput) field).setValue(foreign));

        // When
        operator.type("why", "x").press("Pause");

        // Then
        assertThat(operator.status()).isEqualTo(403);
        assertThat(served.audited).isEmpty();
    }
}

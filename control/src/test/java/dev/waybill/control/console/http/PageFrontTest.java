package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.control.console.page.FrameViews;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFrontTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);
    private static final Pattern COOKIE =
            Pattern.compile("(__Host-waybill=[A-Za-z0-9_-]{43}); Path=/; HttpOnly;" + " SameSite=Strict; Secure");

    private final EchoPage first = EchoPage.of(Verb.GET, "/", Audience.EVERY_TOKEN);
    private final EchoPage tenant = EchoPage.of(Verb.GET, "/tenants/{tenant}", Audience.OWN_TENANT, Parameter.TENANT);
    private final EchoPage form = EchoPage.of(Verb.POST, "/pause", Audience.OPERATORS);
    private final EchoPage style = EchoPage.of(Verb.GET, "/assets/console.css", Audience.PUBLIC);
    private final Access access = new Access(() -> Asking.TOKENS, CLOCK);
    private final ChangeTurns turns = new ChangeTurns();
    private final PageFront front =
            new PageFront(List.of(first, tenant, form, style), new FrameViews(), access, Cookies.OVER_TLS, turns);

    @Test
    void whoHasNoSessionIsSentToTheLoginAndComesBack() {
        // When
        Answer page = get("", "/tenants/acme");
        Answer login = get("", "/login?next=%2Ftenants%2Facme");

        // Then
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.headers()).containsEntry("Location", "/login?next=%2Ftenants%2Facme");
        assertThat(login.text()).contains("<input type=\"hidden\" name=\"next\" value=\"/tenants/acme\">");
        assertThat(tenant.asked).hasValue(0);
    }

    @Test
    void aRightTokenOpensASessionThatShowsPages() {
        // Given
        Answer login = post("", "/login", "token=" + Asking.ACME + "&next=%2Ftenants%2Facme");
        String cookie = cookie(login);

        // When
        Answer page = get(cookie, "/tenants/acme");

        // Then
        assertThat(login.headers()).containsEntry("Location", "/tenants/acme");
        assertThat(page.text()).startsWith("seen by acme-admin");
    }

    @Test
    void aWrongTokenShowsTheFormAgainAndNothingOfIt() {
        // When
        Answer again = post("", "/login", "token=" + TokenText.newToken() + "&next=%2F");

        // Then
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.text()).contains("role=\"alert\"").doesNotContain("wbt_");
        assertThat(again.headers()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void manyWrongTokensAreToldToWait() {
        // Given
        for (int i = 0; i < 10; i++) {
            post("", "/login", "token=wrong" + i);
        }

        // When
        Answer again = post("", "/login", "token=wrong");

        // Then
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.headers()).containsEntry("Retry-After", "61");
    }

    @Test
    void theLoginLeadsToNoOtherSite() {
        // When, Then
        for (String next : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX:y")) {
            String encoded = java.net.URLEncoder.encode(next, StandardCharsets.UTF_8);
            assertThat(post("", "/login", "token=" + Asking.ACME + "&next=" + encoded)
                            .headers())
                    .containsEntry("Location", "/");
        }
    }

    @Test
    void aTenantSeesNoOtherTenantsPageAndNoOperatorsForm() {
        // Given
        String cookie = cookie(post("", "/login", "token=" + Asking.GLOBEX));
        String token = formToken(get(cookie, "/"));

        // When
        Answer other = get(cookie, "/tenants/acme");
        Answer operators = post(cookie, "/pause", "form-token=" + token);

        // Then
        assertThat(List.of(other.status(), operators.status())).containsOnly(403);
        assertThat(other.text()).contains("the token is another tenant").doesNotContain("seen by");
        assertThat(tenant.asked).hasValue(0);
        assertThat(form.asked).hasValue(0);
    }

    @Test
    void aFormMustComeFromAPageOfItsOwnSession() {
        // Given
        String cookie = cookie(post("", "/login", "token=" + Asking.OPERATOR));
        String other = formToken(get(cookie(post("", "/login", "token=" + Asking.OPERATOR)), "/"));

        // When
        Answer none = post(cookie, "/pause", "what=x");
        Answer ofAnother = post(cookie, "/pause", "what=x&form-token=" + other);
        Answer own = post(cookie, "/pause", "what=x&form-token=" + formToken(get(cookie, "/")));

        // Then
        assertThat(List.of(none.status(), ofAnother.status())).containsOnly(403);
        assertThat(own.text()).startsWith("seen by alice x");
        assertThat(form.asked).hasValue(1);
    }

    @Test
    void aFormOfAnotherSiteIsRefusedTheLoginToo() {
        // Given
        Map<String, String> evil = Map.of("origin", "https://evil.example", "host", "console.example");

        // When
        Answer login = ask("POST", "", "/login", "token=" + Asking.OPERATOR, evil);

        // Then
        assertThat(login.status()).isEqualTo(403);
        assertThat(login.headers()).doesNotContainKey("Set-Cookie");
    }

    @Test
    void logoutEndsTheSession() {
        // Given
        String cookie = cookie(post("", "/login", "token=" + Asking.OPERATOR));
        String token = formToken(get(cookie, "/"));

        // When
        Answer out = post(cookie, "/logout", "form-token=" + token);

        // Then
        assertThat(out.headers().get("Set-Cookie")).endsWith("Max-Age=0");
        assertThat(get(cookie, "/").status()).isEqualTo(303);
    }

    @Test
    void whatEverybodyMaySeeNeedsNoSession() {
        // When
        Answer seen = get("", "/assets/console.css");

        // Then
        assertThat(seen.text()).isEqualTo("seen by nobody  []");
    }

    @Test
    void unknownPagesAndParametersAreProblems() {
        // Given
        String cookie = cookie(post("", "/login", "token=" + Asking.OPERATOR));

        // When, Then
        assertThat(get(cookie, "/nothing").status()).isEqualTo(404);
        assertThat(get(cookie, "/?x=<script>").status()).isEqualTo(400);
        assertThat(get(cookie, "/?x=<script>").text()).doesNotContain("<script>");
        assertThat(post(cookie, "/", "a=b").status()).isEqualTo(405);
    }

    @Test
    void loginAndLogoutKnowTheirMethodsOnly() {
        // When
        Answer login = ask("PUT", "", "/login", "", Map.of());
        Answer logout = get("", "/logout");

        // Then
        assertThat(List.of(login.status(), logout.status())).containsOnly(405);
        assertThat(login.headers()).containsEntry("Allow", "GET, HEAD, POST");
        assertThat(logout.headers()).containsEntry("Allow", "POST");
    }

    @Test
    void formsTakeTurnsWithTheChangesOfTheApi() {
        // Given
        String cookie = cookie(post("", "/login", "token=" + Asking.OPERATOR));
        String token = formToken(get(cookie, "/"));

        // When
        Answer busy =
                turns.run(() -> inTurns(ChangeTurns.AT_ONCE - 1, () -> post(cookie, "/pause", "form-token=" + token)));
        Answer later = post(cookie, "/pause", "what=x&form-token=" + token);

        // Then
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.headers()).containsEntry("Retry-After", "5");
        assertThat(later.text()).startsWith("seen by alice x");
        assertThat(form.asked).hasValue(1);
    }

    /** With so many more turns taken. */
    private Answer inTurns(int more, Supplier<Answer> work) {
        return more == 0 ? work.get() : turns.run(() -> inTurns(more - 1, work));
    }

    private Answer get(String cookie, String path) {
        return ask("GET", cookie, path, "", Map.of());
    }

    private Answer post(String cookie, String path, String form) {
        return ask("POST", cookie, path, form, Map.of());
    }

    private Answer ask(String method, String cookie, String pathAndQuery, String form, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("host", "console.example");
        all.put("content-type", "application/x-www-form-urlencoded");
        String[] halves = pathAndQuery.split("\\?", 2);
        return front.answer(new Inbound(
                method,
                Routes.segments(halves[0]),
                halves.length == 1 ? Map.of() : UrlText.parse(halves[1]),
                all,
                cookie.isEmpty() ? Map.of() : Map.of("__Host-waybill", cookie),
                form.getBytes(StandardCharsets.UTF_8),
                "192.0.2.7"));
    }

    private static String cookie(Answer login) {
        Matcher cookie = COOKIE.matcher(login.headers().getOrDefault("Set-Cookie", ""));
        assertThat(cookie.matches()).as(login.headers().toString()).isTrue();
        return cookie.group(1).substring("__Host-waybill=".length());
    }

    private static String formToken(Answer page) {
        return page.text().replaceFirst("(?s).*\\[(.*)\\].*", "$1");
    }
}

package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;

/** What every page promises to whoever uses a keyboard or a screen reader, and to the rules of content that are sent with it. */
final class PageRules {
    private PageRules() {}

    /** The page, which holds to them. */
    static HtmlPage checked(HtmlPage page) {
        String name = page.getUrl().getPath();
        assertThat(page.getDocumentElement().getAttribute("lang")).as(name).isEqualTo("en");
        assertThat(page.getTitleText()).as(name).endsWith(" · Waybill");
        assertThat(elements(page, "//main")).as("%s: one main", name).hasSize(1);
        assertThat(elements(page, "//h1")).as("%s: one h1", name).hasSize(1);
        assertThat(page.getTitleText())
                .as(name)
                .startsWith(elements(page, "//h1").get(0).asNormalizedText());
        headingsAreInOrder(page, name);
        fieldsHaveLabels(page, name);
        assertThat(elements(page, "//table[not(caption)] | //th[not(@scope)]"))
                .as("%s: tables", name)
                .isEmpty();
        assertThat(elements(page, "//svg[not(@role='img')] | //*[name()='svg' and not(@role='img')]"))
                .as("%s: pictures have words", name)
                .isEmpty();
        assertThat(elements(page, "//*[@style] | //style | //script[not(@src)] | //*[@onclick or @onload]"))
                .as("%s: nothing inline", name)
                .isEmpty();
        assertThat(elements(page, "//*[@src or @href or @action]"))
                .as("%s: nothing of elsewhere", name)
                .allSatisfy(element -> assertThat(element.getAttribute("src")
                                + element.getAttribute("href")
                                + element.getAttribute("action"))
                        .matches("[/#](?!/).*"));
        idsAreUnique(page, name);
        return page;
    }

    private static void headingsAreInOrder(HtmlPage page, String name) {
        int before = 0;
        for (DomElement heading : elements(page, "//h1 | //h2 | //h3 | //h4")) {
            int level = heading.getTagName().charAt(1) - '0';
            assertThat(level).as("%s: %s", name, heading.asNormalizedText()).isLessThanOrEqualTo(before + 1);
            before = level;
        }
    }

    private static void fieldsHaveLabels(HtmlPage page, String name) {
        for (DomElement field : elements(page, "//input[not(@type='hidden')] | //textarea | //select")) {
            boolean labelled =
                    !elements(page, "//label[@for='" + field.getId() + "']").isEmpty()
                            || !field.getByXPath("ancestor::label").isEmpty();
            assertThat(labelled).as("%s: %s", name, field).isTrue();
        }
        assertThat(elements(page, "//a | //button"))
                .allSatisfy(element ->
                        assertThat(element.asNormalizedText()).as(name).isNotBlank());
    }

    private static void idsAreUnique(HtmlPage page, String name) {
        List<String> ids =
                elements(page, "//*[@id]").stream().map(DomElement::getId).toList();
        assertThat(ids).as("%s: ids", name).doesNotHaveDuplicates();
        List<String> named = new ArrayList<>();
        elements(page, "//*[@aria-labelledby]")
                .forEach(element -> named.addAll(
                        List.of(element.getAttribute("aria-labelledby").split(" "))));
        assertThat(ids).as("%s: names", name).containsAll(named);
    }

    private static List<DomElement> elements(HtmlPage page, String xpath) {
        return page.getByXPath(xpath).stream().map(DomElement.class::cast).toList();
    }
}

package dev.waybill.control.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;

/** Somebody in a browser. Every page that is opened is held to what all pages promise. */
final class Visit {
    final WebClient client;
    private final String address;
    private HtmlPage page;

    Visit(WebClient client, String address, HtmlPage first) {
        this.client = client;
        this.address = address;
        this.page = PageRules.checked(first);
    }

    HtmlPage page() {
        return page;
    }

    Visit open(String path) {
        return at(get(path));
    }

    /** Follows the link of this text. */
    Visit follow(String text) {
        HtmlAnchor link = page.getAnchors().stream()
                .filter(one -> one.asNormalizedText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + text + " in " + page.asNormalizedText()));
        try {
            return at(link.click());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Presses the button of this text. */
    Visit press(String text) {
        HtmlButton button = page.getByXPath("//button").stream()
                .map(HtmlButton.class::cast)
                .filter(one -> one.asNormalizedText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text + " in " + page.asNormalizedText()));
        try {
            return at(button.click());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types into the field of this id, in place of what it holds. */
    Visit type(String id, String text) {
        DomElement field = page.getElementById(id);
        if (field instanceof org.htmlunit.html.HtmlTextArea area) {
            area.setText(text);
        } else {
            ((org.htmlunit.html.HtmlInput) field).setValue(text);
        }
        return this;
    }

    /** What a page, or a file, answers; nothing of it is checked. */
    Page get(String path) {
        try {
            return client.getPage(address + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a form with the token of this page's forms. */
    Page post(String path) {
        try {
            WebRequest request = new WebRequest(URI.create(address + path).toURL(), HttpMethod.POST);
            String token = page.<DomElement>getFirstByXPath("//input[@name='form-token']")
                    .getAttribute("value");
            request.setRequestParameters(List.of(
                    new NameValuePair("form-token", token),
                    new NameValuePair("why", "because"),
                    new NameValuePair("yaml", "tenant: acme\nexports: []\n")));
            return client.getPage(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        return page.getWebResponse().getStatusCode();
    }

    String text() {
        return page.asNormalizedText();
    }

    List<String> texts(String xpath) {
        return page.getByXPath(xpath).stream()
                .map(DomNode.class::cast)
                .map(node -> node.asNormalizedText().replaceAll("\\s+", " "))
                .toList();
    }

    private Visit at(Page opened) {
        page = PageRules.checked((HtmlPage) opened);
        return this;
    }
}

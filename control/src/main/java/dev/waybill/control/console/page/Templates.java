package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Makes pages of templates; every value is escaped for the place where it stands. Thread-safe. */
final class Templates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Templates() {}

    /** @param name of the file below {@code src/main/jte}, {@code frame/login.jte} */
    static Answer page(String name, Map<String, Object> values) {
        StringOutput html = new StringOutput();
        ENGINE.render(name, values, html);
        return Answer.html(html.toString());
    }
}

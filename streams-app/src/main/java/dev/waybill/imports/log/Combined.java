package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/** The combined log format of Apache httpd, and what nginx writes where nobody chose: {@link Common}, referer, user agent. */
public record Combined() implements LogFormat {
    static final String LOG_FORMAT = Common.LOG_FORMAT + " \"%{Referer}i\" \"%{User-Agent}i\"";

    private static final LineTemplate TEMPLATE = ApacheDirectives.compile(LOG_FORMAT);

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }
}

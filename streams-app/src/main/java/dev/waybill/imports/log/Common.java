package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/** The common log format of Apache httpd and many others: client, ident, user, time, request, status, bytes. */
public record Common() implements LogFormat {
    static final String LOG_FORMAT = "%h %l %u %t \"%r\" %>s %b";

    private static final LineTemplate TEMPLATE = ApacheDirectives.compile(LOG_FORMAT);

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }
}

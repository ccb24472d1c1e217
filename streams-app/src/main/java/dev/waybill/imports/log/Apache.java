package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/**
 * Lines as a {@code LogFormat} of Apache httpd describes them.
 *
 * @param logFormat the string of the configuration, {@code %h %l %u %t \"%r\" %>s %b}; backslashes before quotes may
 *     stay or not
 */
public record Apache(String logFormat) implements LogFormat {
    public Apache {
        ApacheDirectives.compile(logFormat);
    }

    @Override
    public String id() {
        return FormatString.id(name(), logFormat);
    }

    @Override
    public LineParser parser() {
        LineTemplate template = ApacheDirectives.compile(logFormat);
        return line -> Optional.of(template.parse(line));
    }
}

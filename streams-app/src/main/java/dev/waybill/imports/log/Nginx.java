package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/**
 * Lines as a {@code log_format} of nginx describes them.
 *
 * @param logFormat the string of the configuration without its outer quotes, with {@code escape=json} or
 *     {@code escape=none} before it where the configuration says so
 */
public record Nginx(String logFormat) implements LogFormat {
    public Nginx {
        NginxVariables.compile(logFormat);
    }

    @Override
    public String id() {
        return FormatString.id(name(), logFormat);
    }

    @Override
    public LineParser parser() {
        LineTemplate template = NginxVariables.compile(logFormat);
        return line -> Optional.of(template.parse(line));
    }
}

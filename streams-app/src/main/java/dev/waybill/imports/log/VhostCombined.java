package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/** {@link Combined} behind the server's name, with or without a port: Debian's Apache calls it {@code vhost_combined}. */
public record VhostCombined() implements LogFormat {
    private static final LineTemplate TEMPLATE = ApacheDirectives.compile("%v " + Combined.LOG_FORMAT);

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }
}

package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/** What nginx' packages and images come configured with, as {@code main}: combined, and the header X-Forwarded-For. */
public record NginxMain() implements LogFormat {
    private static final LineTemplate TEMPLATE =
            NginxVariables.compile("$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\"");

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }
}

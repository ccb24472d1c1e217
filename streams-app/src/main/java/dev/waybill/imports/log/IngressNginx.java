package dev.waybill.imports.log;

import dev.waybill.imports.line.LineTemplate;
import java.util.Optional;

/**
 * The default of Kubernetes' ingress-nginx, {@code upstreaminfo}. What it says about the upstream servers is left out.
 * Source: log-format.md of ingress-nginx.
 */
public record IngressNginx() implements LogFormat {
    private static final LineTemplate TEMPLATE =
            NginxVariables.compile("$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\" $request_length $request_time"
                    + " [$proxy_upstream_name] [$proxy_alternative_upstream_name] $upstream_addr"
                    + " $upstream_response_length $upstream_response_time $upstream_status $req_id");

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }
}

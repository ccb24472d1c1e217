package dev.waybill.imports.log;

import dev.waybill.contract.YamlName;

/** How a log is written. A kind without components is known by its name alone; the others need a string of their user. */
public sealed interface LogFormat
        permits Apache,
                Caddy,
                Cloudfront,
                Combined,
                Common,
                IngressNginx,
                Nginx,
                NginxJson,
                NginxMain,
                S3,
                Traefik,
                VhostCombined,
                W3c {
    /** What users call it: the kind's name in kebab case. */
    default String name() {
        return nameOf(getClass());
    }

    /** Names the kind and its string in event ids: letters, digits and hyphens. Stable for ever. */
    default String id() {
        return name();
    }

    /** A parser of one log. */
    LineParser parser();

    /** The name of a kind. */
    static String nameOf(Class<?> kind) {
        return YamlName.of(kind.getSimpleName());
    }
}

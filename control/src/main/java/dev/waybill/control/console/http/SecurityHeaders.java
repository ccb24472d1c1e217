package dev.waybill.control.console.http;

import dev.waybill.http.TlsFiles;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of every answer: nothing from elsewhere is loaded or framed, nothing is guessed, nothing is kept. */
final class SecurityHeaders {
    private static final Map<String, String> PLAIN = plain();
    private static final Map<String, String> TLS = tls();

    private SecurityHeaders() {}

    static Map<String, String> of(boolean tls) {
        return tls ? TLS : PLAIN;
    }

    private static Map<String, String> plain() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        // With no-referrer browsers would send "Origin: null" with our own forms, and they could not be told from
        // others'.
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    private static Map<String, String> tls() {
        Map<String, String> headers = plain();
        headers.put("Strict-Transport-Security", TlsFiles.STAY_WITH_TLS);
        return headers;
    }
}

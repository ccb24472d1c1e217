package dev.waybill.http;

import java.nio.file.Path;

/**
 * The files of a server's certificate, as cert-manager and ACME clients write them. They are looked at again every
 * minute, so a renewed certificate is shown without a restart.
 *
 * @param certificate PEM, the server's own certificate first, then those that lead to a root
 * @param key its private key, PKCS#8 in PEM, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    /** What servers with a certificate answer as {@code Strict-Transport-Security} (RFC 6797): for a year, in seconds. */
    public static final String STAY_WITH_TLS = "max-age=31536000";
}

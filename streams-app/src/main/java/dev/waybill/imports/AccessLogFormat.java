package dev.waybill.imports;

/** The log formats of Apache httpd, nginx and many others that can be imported. */
public enum AccessLogFormat {
    /** Host, ident, user, time, request, status, bytes. */
    COMMON,
    /** {@link #COMMON} with referer and user agent. */
    COMBINED
}

package dev.waybill.control.console.http;

/** The one cookie: of a session. Only TLS has the name that browsers refuse from anybody but this host over TLS. */
enum Cookies {
    OVER_TLS("__Host-waybill", "; Secure"),
    OVER_PLAIN_HTTP("waybill", "");

    private final String cookieName;
    private final String secure;

    Cookies(String cookieName, String secure) {
        this.cookieName = cookieName;
        this.secure = secure;
    }

    String cookieName() {
        return cookieName;
    }

    /** What sets it; it ends with the browser. */
    String set(String value) {
        return cookieName + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure;
    }

    /** What takes it away. */
    String unset() {
        return set("") + "; Max-Age=0";
    }
}

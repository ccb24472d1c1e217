package dev.waybill.control.console.http;

/** The methods that the console knows; HEAD is answered as GET without a body. */
public enum Verb {
    GET,
    POST,
    PUT,
    DELETE;

    /** Whether it changes something. */
    public boolean isChange() {
        return this != GET;
    }
}

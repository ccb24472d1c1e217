package dev.waybill.app;

/** The cluster is not as it must be; what is wrong stands in the log. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefusedException() {
        super("the cluster is not as it must be: see above");
    }
}

package dev.waybill.kafka.cluster;

/** The cluster is not as it must be; what is wrong stands in the log. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException() {
        super("the cluster is not as it must be: see above");
    }
}

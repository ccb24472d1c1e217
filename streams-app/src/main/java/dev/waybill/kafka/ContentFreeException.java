package dev.waybill.kafka;

/**
 * Stands for an exception whose message may hold event content: keeps its class and stack trace, leaves out its message
 * unless Waybill itself wrote it, and has no cause.
 */
final class ContentFreeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ContentFreeException(String message, StackTraceElement[] trace) {
        super(message);
        setStackTrace(trace);
    }

    /**
     * Makes one.
     *
     * @param where what could not be done, without event content
     */
    static ContentFreeException of(RuntimeException error, String where) {
        StackTraceElement[] trace = error.getStackTrace();
        boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("dev.waybill.");
        String what = error.getClass().getName() + (ours ? ": " + error.getMessage() : "");
        return new ContentFreeException(where + ": " + what, trace);
    }
}

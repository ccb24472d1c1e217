package dev.waybill.cloud;

/** A refusal as AWS words it: an error code, an HTTP status and a message without secrets. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    AwsError(int status, String code, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    static AwsError accessDenied(String message) {
        return new AwsError(403, "AccessDenied", message);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}

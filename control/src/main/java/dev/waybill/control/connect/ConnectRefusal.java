package dev.waybill.control.connect;

/** Connect answers that it will not do what it was asked for; the message is Connect's. */
final class ConnectRefusal extends Exception {
    private static final long serialVersionUID = 1;

    ConnectRefusal(String message) {
        super(message);
    }

    /** What Connect says. */
    String reason() {
        return String.valueOf(getMessage());
    }
}

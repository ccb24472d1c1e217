package dev.waybill.clients;

import dev.waybill.contract.ClusterException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What the cluster answers, or why it does not. */
public final class ClusterAnswer {
    private ClusterAnswer() {}

    /**
     * Waits for the answer.
     *
     * @param what what is done, for messages
     * @throws ClusterException with the brokers' own reason as its cause
     */
    public static <T> T of(String what, Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClusterException("could not " + what + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while trying to " + what, e);
        }
    }
}

package dev.waybill.control.console.http;

/**
 * One thing that the API does. It says what it promises, and does it; the frame checks everything that the contract says before
 * it asks, so {@link #handle} sees only what it allows.
 *
 * <p>Thread-safe: the server asks on many threads.
 */
public interface Operation {
    Contract contract();

    /**
     * Answers a request.
     *
     * @throws ProblemException if it cannot be answered as asked. What {@code SpecException}, {@code UnknownNameException},
     *     {@code ClusterException} and {@code CatalogException} say becomes a problem, too; any other exception an internal
     *     error without details.
     */
    Answer handle(Call call);
}

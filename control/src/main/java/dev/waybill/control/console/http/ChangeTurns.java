package dev.waybill.control.console.http;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Bounds the changes that are being made at once, whether the API or a page is asked for them: reading is never held up by them. */
final class ChangeTurns {
    static final int AT_ONCE = 8;

    private final Semaphore free = new Semaphore(AT_ONCE);

    /** @throws ProblemException if so many are being made */
    Answer run(Supplier<Answer> change) {
        if (!free.tryAcquire()) {
            throw ApiProblem.of(ProblemKind.BUSY, AT_ONCE + " changes are being made; send the request again")
                    .asException();
        }
        try {
            return change.get();
        } finally {
            free.release();
        }
    }
}

package dev.waybill.control.console.check;

import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.ProblemKind;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Bounds what takes long or much memory: whoever comes while it is being done is told to come again. */
final class OneAtATime {
    private final Semaphore free;
    private final String what;

    /** @param what is done, for messages */
    OneAtATime(int atOnce, String what) {
        this.free = new Semaphore(atOnce);
        this.what = what;
    }

    <T> T run(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw ApiProblem.of(
                            ProblemKind.BUSY, "another " + what + " is being made; send the request again in a while")
                    .asException();
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}

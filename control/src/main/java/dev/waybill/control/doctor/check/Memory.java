package dev.waybill.control.doctor.check;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once, and remembers the answer. Confined to one thread. */
final class Memory<T> {
    private final Supplier<T> question;
    private @Nullable T answer;

    Memory(Supplier<T> question) {
        this.question = question;
    }

    T get() {
        T known = answer;
        if (known == null) {
            known = question.get();
            answer = known;
        }
        return known;
    }
}

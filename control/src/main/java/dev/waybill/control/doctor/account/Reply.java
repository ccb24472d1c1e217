package dev.waybill.control.doctor.account;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one request came to: a value, or why there is none.
 *
 * @param headers of the answer, names in lower case; empty where there was no answer, or nobody looks at them
 */
public record Reply<T>(Optional<T> value, Optional<Failure> failure, Map<String, String> headers) {
    public Reply {
        if (value.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("a reply is either a value or a failure");
        }
        headers = Map.copyOf(headers);
    }

    public static <T> Reply<T> of(T value) {
        return of(value, Map.of());
    }

    public static <T> Reply<T> of(T value, Map<String, String> headers) {
        return new Reply<>(Optional.of(value), Optional.empty(), headers);
    }

    public static <T> Reply<T> failed(Failure failure) {
        return failed(failure, Map.of());
    }

    public static <T> Reply<T> failed(Failure failure, Map<String, String> headers) {
        return new Reply<>(Optional.empty(), Optional.of(failure), headers);
    }

    public boolean isWell() {
        return value.isPresent();
    }

    /** Whether who asked may not do this. */
    public boolean isRefused() {
        return failure.filter(Failure::isRefusal).isPresent();
    }

    /** What failed, in a few words; empty if nothing did. */
    public String detail() {
        return failure.map(Failure::detail).orElse("");
    }

    /** Asks further with the value; without one, the failure stays. */
    public <R> Reply<R> then(Function<? super T, Reply<R>> next) {
        return value.isPresent() ? next.apply(value.get()) : failed(failure.orElseThrow(), headers);
    }
}

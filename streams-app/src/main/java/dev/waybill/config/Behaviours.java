package dev.waybill.config;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds what does as a spec asks: the record of a sealed family whose one component is of the spec's type. There is no list
 * to keep; a kind that nothing does, or that two do, is found at the first use.
 *
 * @param <S> the sealed family of what can be asked for
 * @param <B> the sealed family of what does it
 */
public final class Behaviours<S, B> {
    private final Map<Class<?>, Constructor<? extends B>> bySpec = new HashMap<>();

    private Behaviours(Class<S> specs, Class<B> family) {
        records(family).forEach(type -> {
            Class<?> spec = type.getRecordComponents()[0].getType();
            if (bySpec.put(spec, constructor(type.asSubclass(family), spec)) != null) {
                throw new IllegalStateException("two behaviours of " + spec);
            }
        });
        records(specs).filter(spec -> !bySpec.containsKey(spec)).forEach(spec -> {
            throw new IllegalStateException("no behaviour of " + spec);
        });
    }

    public static <S, B> Behaviours<S, B> of(Class<S> specs, Class<B> family) {
        return new Behaviours<>(specs, family);
    }

    public B of(S spec) {
        Constructor<? extends B> constructor = bySpec.get(spec.getClass());
        if (constructor == null) {
            throw new IllegalArgumentException("no behaviour of " + spec.getClass());
        }
        try {
            return constructor.newInstance(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " cannot be called", e);
        }
    }

    private static <B> Constructor<? extends B> constructor(Class<? extends B> type, Class<?> spec) {
        try {
            return type.getDeclaredConstructor(spec);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " must be a record of its spec alone", e);
        }
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type) : Stream.of(type));
    }
}

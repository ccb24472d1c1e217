package dev.waybill.imports.log;

import dev.waybill.spec.yaml.DidYouMean;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds log formats by what users call them. */
public final class LogFormats {
    private static final List<Class<?>> KINDS = List.of(LogFormat.class.getPermittedSubclasses());

    private LogFormats() {}

    /** The names of all kinds, sorted. */
    public static List<String> names() {
        return KINDS.stream().map(LogFormat::nameOf).sorted().toList();
    }

    /** Every format that is known by its name alone. */
    public static List<LogFormat> standing() {
        return KINDS.stream()
                .filter(kind -> !needsString(kind))
                .map(kind -> make(kind, null))
                .toList();
    }

    /**
     * The format that is called {@code name}.
     *
     * @param string Apache's {@code LogFormat} or nginx' {@code log_format}, for the kinds that need one
     * @throws IllegalArgumentException if there is none of that name, the string is missing, not wanted or wrong; the
     *     message says what to change
     */
    public static LogFormat of(String name, Optional<String> string) {
        Class<?> kind = KINDS.stream()
                .filter(known -> LogFormat.nameOf(known).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--format knows no \"" + name + "\"; " + DidYouMean.hint(name, names())));
        if (needsString(kind) && string.isEmpty()) {
            throw new IllegalArgumentException(
                    "--format " + name + " needs --log-format, the string of your server's" + " configuration");
        }
        if (!needsString(kind) && string.isPresent()) {
            throw new IllegalArgumentException(
                    "--log-format is for --format apache and --format nginx; " + name + " needs none");
        }
        return make(kind, string.orElse(null));
    }

    private static boolean needsString(Class<?> kind) {
        return kind.getRecordComponents().length > 0;
    }

    private static LogFormat make(Class<?> kind, @Nullable String string) {
        try {
            return (LogFormat)
                    (string == null
                            ? kind.getDeclaredConstructor().newInstance()
                            : kind.getDeclaredConstructor(String.class).newInstance(string));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw wrong;
            }
            throw new IllegalStateException("cannot make " + kind, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("log formats are records with one string or none: " + kind, e);
        }
    }
}

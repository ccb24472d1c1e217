package dev.waybill.cli.frame;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at what is printed. */
public final class Terminal {
    private Terminal() {}

    /** Before Java 22 a console is only there on a terminal; since then it has to be asked. */
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Asks a person; no answer, and no person, is a no. */
    public static boolean confirms(String question) {
        Console console = System.console();
        return console != null && isYes(console.readLine("%s [y/N] ", question));
    }

    static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}

package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ContentFreeExceptionTest {
    @Test
    void leavesOutTheMessageOfAnExceptionThatALibraryThrew() {
        RuntimeException foreign = foreignFailure("secret-token");

        ContentFreeException shown = ContentFreeException.of(foreign, "cannot process offset 7");

        assertThat(foreign.getMessage()).contains("secret-token");
        assertThat(printed(shown))
                .startsWith("dev.waybill.kafka.ContentFreeException: cannot process offset 7:"
                        + " java.lang.NumberFormatException")
                .contains("java.lang.Long.parseLong")
                .doesNotContain("secret-token");
    }

    @Test
    void keepsWhatWaybillItselfSays() {
        ContentFreeException shown =
                ContentFreeException.of(new IllegalStateException("block 3 is missing"), "cannot process offset 7");

        assertThat(shown).hasMessage("cannot process offset 7: java.lang.IllegalStateException: block 3 is missing");
    }

    private static RuntimeException foreignFailure(String content) {
        try {
            throw new AssertionError(Long.parseLong(content));
        } catch (NumberFormatException e) {
            return e;
        }
    }

    private static String printed(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

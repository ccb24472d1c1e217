package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventTextTest {
    @Test
    void jsonIsTextInWhichNothingCanMoveTheCursorOrTurnTextAround() {
        byte[] json = "{\"a\":\"é\u001b[2J\u202e\u2028x\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(EventText.of(json)).isEqualTo("  {\"a\":\"é\\u001b[2J\\u202e\\u2028x\"}");
    }

    @Test
    void anythingElseIsADump() {
        byte[] bytes = new byte[18];
        bytes[1] = 'a';
        bytes[2] = '~';
        bytes[3] = 0x7f;
        bytes[17] = (byte) 0xff;

        assertThat(EventText.of(bytes).lines())
                .containsExactly(
                        "  00000000  00 61 7e 7f 00 00 00 00 00 00 00 00 00 00 00 00  .a~.............",
                        "  00000010  00 ff" + " ".repeat(14 * 3) + "  ..");
    }

    @Test
    void nothingIsNothing() {
        assertThat(EventText.of(new byte[0])).isEmpty();
    }
}

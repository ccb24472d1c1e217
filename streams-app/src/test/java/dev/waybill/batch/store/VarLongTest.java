package dev.waybill.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarLongTest {
    @ParameterizedTest
    @CsvSource({
        "0,                    1",
        "1,                    1",
        "127,                  1",
        "128,                  2",
        "16383,                2",
        "16384,                3",
        "4294967296,           5",
        "9223372036854775807,  9",
        "-1,                   10",
        "-9223372036854775808, 10"
    })
    void comesBackAsItWasInAsFewBytesAsItNeeds(long number, int length) {
        // Given
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        VarLong.write(out, number);
        VarLong.write(out, 5);

        // Then
        ByteBuffer in = ByteBuffer.wrap(out.toByteArray());
        assertThat(VarLong.read(in)).isEqualTo(number);
        assertThat(in.position()).isEqualTo(length);
        assertThat(VarLong.read(in)).isEqualTo(5);
        assertThat(in.hasRemaining()).isFalse();
    }
}

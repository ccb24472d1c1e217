package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1048576, 1048576", "17B, 17", "512KiB, 524288", "8MiB, 8388608", "2047MiB, 2146435072"})
    void readsBytes(String text, int bytes) {
        // Then
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "8MB, must be a size in B; KiB or MiB; write 8MiB",
        "8 mb, must be a size in B; KiB or MiB; write 8MiB",
        "64k, must be a size in B; KiB or MiB; write 64KiB",
        "much, must be a size in B; KiB or MiB; write 8MiB",
        "-1, must be a size in B; KiB or MiB; write 8MiB",
        "2048MiB, must be below 2GiB",
        "999999999KiB, must be below 2GiB"
    })
    void saysHowASizeIsWritten(String text, String message) {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage(message.replace("B; KiB", "B, KiB"));
    }
}

package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "17B, 17",
        "512KiB, 524288",
        "8MiB, 8388608",
        "4096MiB, 4294967296",
        "1GiB, 1073741824",
        "4GiB, 4294967296",
        "3221225472, 3221225472",
        "8589934591GiB, 9223372035781033984"
    })
    void readsBytes(String text, long bytes) {
        // Then
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @Test
    void refusesWhatALongCannotHold() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse("8589934592GiB"))
                .withMessage("must be below 8589934592GiB");
    }

    @ParameterizedTest
    @CsvSource({"8MB, 8MiB", "8 mb, 8MiB", "64k, 64KiB", "2gb, 2GiB", "2 G, 2GiB", "much, 8MiB", "-1, 8MiB"})
    void saysHowASizeIsWritten(String text, String example) {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteSize.parse(text))
                .withMessage("must be a size in B, KiB, MiB or GiB; write " + example);
    }
}

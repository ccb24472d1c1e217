package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class StaticKeysTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"catalyst.access.key", "catalyst.secret.key", "other.file"})
    void takesHalfAKeyForNone(String only) {
        assertThatThrownBy(() -> new StaticKeys(Map.of(only, "s3cr3t")).pair("catalyst"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the connector has no credentials.catalyst.file, and not both .access.key and .secret.key");
    }

    /** A key is replaced while everything runs. */
    @Test
    void readsItsFileAtEachUse() throws Exception {
        // Given
        Path file = folder.resolve("catalyst");
        StaticKeys keys = new StaticKeys(Map.of("catalyst.file", file.toString()));
        Files.writeString(file, "access.key=AK1\nsecret.key=first+/=\n");
        AwsBasicCredentials before = keys.pair("catalyst");

        // When
        Files.writeString(file, "access.key=AK2\nsecret.key=second\n");

        // Then
        assertThat(before).isEqualTo(AwsBasicCredentials.create("AK1", "first+/="));
        assertThat(keys.pair("catalyst")).isEqualTo(AwsBasicCredentials.create("AK2", "second"));
    }

    @Test
    void saysWhatIsWrongWithAFileAndNothingOfWhatIsInIt() throws IOException {
        // Given
        Path file = folder.resolve("catalyst");
        StaticKeys keys = new StaticKeys(Map.of("catalyst.file", file.toString()));

        // Then
        assertThatThrownBy(() -> keys.pair("catalyst"))
                .hasMessage("the file of credentials.catalyst.file cannot be read: NoSuchFileException");
        Files.writeString(file, "access.key=AK1\nsecret=s3cr3t\n");
        assertThatThrownBy(() -> keys.pair("catalyst"))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION))
                .hasMessage("the file of credentials.catalyst.file lacks access.key or secret.key");
        Files.writeString(file, "access.key=AK1\nsecret.key=\\uXs3cr3t\n");
        assertThatThrownBy(() -> keys.pair("catalyst"))
                .hasMessage("the file of credentials.catalyst.file cannot be read: IllegalArgumentException")
                .hasNoCause();
    }
}

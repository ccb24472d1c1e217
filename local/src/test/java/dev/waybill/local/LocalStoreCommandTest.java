package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cli.frame.UsageException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalStoreCommandTest {
    @Test
    void listensWhereItIsTold() {
        assertThat(LocalStoreCommand.address("0.0.0.0:9000")).isEqualTo(new InetSocketAddress("0.0.0.0", 9000));
        assertThat(LocalStoreCommand.address("::1:0")).isEqualTo(new InetSocketAddress("::1", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9000", ":9000", "localhost", "localhost:", "localhost:65536", "localhost:-1", "localhost:123456"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> LocalStoreCommand.address(text))
                .isInstanceOf(UsageException.class)
                .hasMessage("\"" + text + "\" is not an address to listen on; write HOST:PORT");
    }

    @Test
    void needsBothHalvesOfThePlatformsKey() {
        Map<String, String> whole = Map.of("AWS_ACCESS_KEY_ID", "AKIA1", "AWS_SECRET_ACCESS_KEY", "s3cret");

        assertThat(LocalStoreCommand.platformKey(whole).id()).isEqualTo("AKIA1");
        for (String half : whole.keySet()) {
            assertThatThrownBy(() -> LocalStoreCommand.platformKey(Map.of(half, "s3cret")))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("the platform's key is missing; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
    }
}

package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.build.BuildInfo;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsHowToUseItWhenCalledWithoutACommand() {
        int code = execute();

        assertThat(code).isZero();
        assertThat(out.toString()).contains("Usage: waybill", "validate", "run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version", "hash-keys list -V"})
    void saysVersionAndCommit(String line) {
        int code = execute(line.split(" "));

        assertThat(code).isZero();
        assertThat(out.toString().strip())
                .matches("waybill [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(revision ([0-9a-f]{40}(-dirty)?|unknown)\\)")
                .contains(BuildInfo.current().version(), BuildInfo.current().revision());
    }

    @Test
    void answersWrongUsageWithTwo() {
        int code = execute("validat");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("Unmatched argument", "validat", "Did you mean: waybill validate");
    }

    /** A page of options below it would push the message out of sight. */
    @Test
    void saysWhatIsWrongWithAValueAndWhereHelpIs() {
        int code = execute("plan", "--begin", "yesterday");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "Invalid value for option '--begin': \"yesterday\" is no instant; write it as"
                                + " in 2026-03-04T05:00:00Z\nAll options: ./waybill plan --help\n");
    }

    /** What a class path without module {@code local} must not hold: a broker, Connect, an S3 server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.server.KafkaRaftServer",
                "org.apache.kafka.connect.runtime.Connect",
                "org.gaul.s3proxy.S3Proxy",
                "dev.waybill.cloud.LocalStore",
                "dev.waybill.local.LocalCommand"
            })
    void carriesNoServers(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }

    private int execute(String... args) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}

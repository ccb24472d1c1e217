package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ClusterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandFrameTest {
    private final StringWriter err = new StringWriter();

    @Test
    void whatTheUserSaidWrongIsNotAFailure() {
        assertThat(exit(out -> {
                    throw new UsageException("say it otherwise");
                }))
                .isEqualTo(2);
        assertThat(exit(out -> {
                    throw new NoSuchFileException("/nowhere");
                }))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("say it otherwise", "no such file or folder: /nowhere");
    }

    @Test
    void whatTheWorldRefusesIsAFailureInOneLine() {
        assertThat(exit(out -> {
                    throw new ClusterException("no broker answers");
                }))
                .isEqualTo(1);
        assertThat(exit(out -> {
                    throw new IOException("disk full");
                }))
                .isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("no broker answers", "cannot read or write: disk full");
    }

    @Test
    void anInterruptedCommandLeavesTheThreadInterrupted() {
        int exit = exit(out -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("interrupted");
    }

    @Test
    void aSettingThatKafkaRefusesIsWrongUsageHoweverItIsWrapped() {
        assertThat(exit(out -> {
                    throw new KafkaException("no client", new ConfigException("acks", "maybe"));
                }))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("kafka: Invalid value maybe for configuration acks");
    }

    @Test
    void aBugIsReportedWithoutTheContentThatAnothersExceptionRepeats() {
        assertThat(exit(out -> Integer.parseInt("203.0.113.9"))).isEqualTo(1);

        assertThat(err.toString()).contains("NumberFormatException").doesNotContain("203.0.113.9");
    }

    private int exit(CommandFrame.Work work) {
        return CommandFrame.run(new CommandLine(new Nothing()).setErr(new PrintWriter(err)), work);
    }

    @Command(name = "nothing")
    private static final class Nothing {}
}

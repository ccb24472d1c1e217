package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TopologyCommandTest {
    /** A changed name of a store is a new changelog: running applications would lose their state. */
    @Test
    void printsTheTopologyWhoseNamesMustNotChange() throws IOException {
        Commands.Result result = Commands.run(new TopologyCommand());

        assertThat(result.exitCode()).isZero();
        Golden.assertMatches("topology.txt", result.out());
    }

    @Test
    void printsTheTopologyOfAnApplicationThatRepartitions() throws IOException {
        Commands.Result result = Commands.run(new TopologyCommand(), "--repartition");

        assertThat(result.exitCode()).isZero();
        Golden.assertMatches("topology-repartition.txt", result.out());
    }
}

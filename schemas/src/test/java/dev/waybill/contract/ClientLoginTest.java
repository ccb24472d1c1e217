package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientLoginTest {
    @Test
    void isMissingWhereTheProtocolAsksForItAndNothingConfiguresIt() {
        assertThat(ClientLogin.missing(Map.of("security.protocol", "SASL_PLAINTEXT")))
                .contains(
                        "sasl.jaas.config is missing, but security.protocol is SASL_PLAINTEXT; set it to the login module"
                                + " with its name and password, such as org.apache.kafka.common.security.scram.ScramLoginModule"
                                + " required username=\"…\" password=\"…\";");
        assertThat(ClientLogin.missing(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", " ")))
                .isPresent();
    }

    @Test
    void isNotMissingWhereItIsConfiguredOrNotAskedFor() {
        assertThat(ClientLogin.missing(Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "x required;")))
                .isEmpty();
        assertThat(ClientLogin.missing(Map.of("security.protocol", "SSL"))).isEmpty();
        assertThat(ClientLogin.missing(Map.of())).isEmpty();
    }
}

package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema.registry.url | '' | schema.registry.url must name at least one URL",
                "schema.registry.url | 'http://a,ftp://b' | schema.registry.url must hold http:// or https:// URLs, separated by commas; check number 2",
                "schema.registry.url | 'http://u:p@a' | schema.registry.url must not hold a user or password; set basic.auth.credentials.source=USER_INFO and basic.auth.user.info",
                "basic.auth.user.info | nobody | basic.auth.user.info must be user:password",
                "basic.auth.credentials.source | SASL_INHERIT | basic.auth.credentials.source must be USER_INFO; other sources need Confluent's client",
                "bearer.auth.token | ' ' | the registry's bearer token must not be blank",
                "http.read.timeout.ms | soon | http.read.timeout.ms must be a number of milliseconds",
                "http.read.timeout.ms | 0 | http.read.timeout.ms must be more than 0 milliseconds"
            })
    void saysWhichSettingIsWrong(String key, String value, String message) {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of("schema.registry.url", "http://registry:8081"));
        settings.put(key, value);

        // Then
        assertThatThrownBy(() -> RegistryConfig.of(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

package dev.waybill.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeRoleTest {
    private static final String USER = "arn:aws:iam::999999999999:user/waybill";
    private static final String ROLE = "arn:aws:iam::111111111111:role/LogsWriter";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-04T05:00:00Z"));
    private final LocalIam iam = new LocalIam(clock);
    private final AssumeRole assumeRole = new AssumeRole(iam);
    private Identity user;

    @BeforeEach
    void addUserAndRole() {
        AccessKey key = iam.addUser(USER, PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
        user = iam.identity(key.id()).orElseThrow();
        iam.putRole(LocalCloud.writer(ROLE, "the-external-id", "acme-logs/*"));
    }

    @ParameterizedTest
    @CsvSource({
        "RoleArn, '', RoleArn must not be missing",
        "RoleSessionName, a b, RoleSessionName must match",
        "ExternalId, a b, ExternalId must match",
        "DurationSeconds, soon, DurationSeconds must be a number",
        "DurationSeconds, 899, DurationSeconds must be from 900 to 43200",
        "DurationSeconds, 43201, DurationSeconds must be from 900 to 43200",
        "Policy, {}, no Statement",
    })
    void refusesAParameterThatAwsWouldRefuse(String name, String value, String message) {
        Map<String, String> parameters = parameters();
        parameters.put(name, value);

        assertThatThrownBy(() -> assumeRole.answer(user, parameters))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesACallWithoutARole() {
        Map<String, String> parameters = parameters();
        parameters.remove("RoleArn");

        assertThatThrownBy(() -> assumeRole.answer(user, parameters))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("RoleArn must not be missing");
    }

    @Test
    void refusesAPolicyThatIsTooLong() {
        Map<String, String> parameters = parameters();
        parameters.put("Policy", " ".repeat(2049));

        assertThatThrownBy(() -> assumeRole.answer(user, parameters))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("must not be longer than 2048 characters");
    }

    @Test
    void aLastingKeyHasNoToken() {
        assertThatThrownBy(() -> iam.authenticate(user.key().id(), Optional.of("token")))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("A lasting access key has no session token.");
    }

    @Test
    void forgetsSessionsSomeTimeAfterTheyExpired() {
        RoleSession old = assumeRole.answer(user, parameters());
        assertThatThrownBy(() -> iam.authenticate(old.key().id(), Optional.empty()))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("The session token is missing");
        clock.advance(Duration.ofHours(3));

        RoleSession young = assumeRole.answer(user, parameters());

        assertThat(iam.identity(old.key().id())).isEmpty();
        assertThat(iam.identity(young.key().id())).contains(young);
        assertThat(iam.identity(user.key().id())).contains(user);
    }

    @Test
    void refusesWhatIsNoRolesArn() {
        assertThatThrownBy(() -> LocalCloud.writer(USER, "the-external-id", "acme-logs/*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the ARN of a role: " + USER);
    }

    private static Map<String, String> parameters() {
        return new HashMap<>(Map.of("RoleArn", ROLE, "RoleSessionName", "waybill", "ExternalId", "the-external-id"));
    }
}

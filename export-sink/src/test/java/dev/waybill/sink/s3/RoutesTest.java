package dev.waybill.sink.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final URI STORE = URI.create("https://store.example");

    private final Routes routes = new Routes(Optional.of(STORE), Optional.of("eu-north-1"));
    private final S3DestinationBuilder destination = new S3DestinationBuilder();

    @Test
    void leadsToTheStoreThatIsSetForAllWithARoleOfTheRegionThatIsSetForAll() {
        // When
        Routes.Route route = routes.to(destination.build(), Optional.of("wb-1"));

        // Then
        assertThat(route.destination()).isEqualTo(destination.build().at(Optional.of(STORE)));
        assertThat(route.store()).isEqualTo(new Endpoint("store.example:443"));
        assertThat(route.role())
                .contains(RoleRequest.of(
                        destination.build(),
                        destination.build().roleArn().orElseThrow(),
                        Optional.of("wb-1"),
                        "eu-north-1"));
    }

    @Test
    void needsNoRoleWhereThereAreStaticKeys() {
        // Given
        destination.role = null;
        destination.credentials = "catalyst";

        // Then
        assertThat(routes.to(destination.build(), Optional.empty()).role()).isEmpty();
    }

    @Test
    void isWorkedOutOnceForEqualDestinations() {
        assertThat(routes.to(destination.build(), Optional.of("wb-1")))
                .isSameAs(routes.to(destination.build(), Optional.of("wb-1")));
    }

    @Test
    void isAnotherOneForAnotherExternalIdAndAnotherDestination() {
        // Given
        Routes.Route route = routes.to(destination.build(), Optional.of("wb-1"));

        // When
        Routes.Route ofOther = routes.to(destination.build(), Optional.of("wb-2"));
        destination.prefix = "other";
        Routes.Route elsewhere = routes.to(destination.build(), Optional.of("wb-1"));

        // Then
        assertThat(ofOther.role().orElseThrow().externalId()).contains("wb-2");
        assertThat(elsewhere.destination().prefix()).isEqualTo("other");
        assertThat(elsewhere.role()).isNotEqualTo(route.role());
    }

    @Test
    void keepsNoMoreThanATaskNeeds() {
        for (int number = 0; number < 3 * Routes.MOST; number++) {
            destination.prefix = "prefix-" + number;
            routes.to(destination.build(), Optional.of("wb-1"));
            assertThat(routes.size()).isLessThanOrEqualTo(Routes.MOST);
        }
    }
}

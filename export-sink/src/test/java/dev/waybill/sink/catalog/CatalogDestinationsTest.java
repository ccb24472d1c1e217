package dev.waybill.sink.catalog;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static dev.waybill.sink.fake.Records.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.sink.destination.Pause;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.fake.FakeCatalog;
import dev.waybill.sink.fake.S3DestinationBuilder;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogDestinationsTest {
    private final FakeCatalog catalog = new FakeCatalog();

    @Test
    void sendsEachVersionWhereItSays() {
        // Given
        String old = catalog.put(ACME, bucket("old"));
        String next = catalog.put(ACME, bucket("new"));
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // Then
        assertThat(destinations.find(ACME, old)).contains(target("old", "wb-acme"));
        assertThat(destinations.find(ACME, next)).contains(target("new", "wb-acme"));
        assertThat(destinations.find(ACME, VERSION)).isEmpty();
        assertThat(destinations.find(GLOBEX, old)).as("another tenant's").isEmpty();
    }

    @Test
    void knowsWhereAVersionWentWhoseSpecWasTrimmed() {
        // Given
        String old = catalog.put(ACME, bucket("old"));
        catalog.put(ACME, bucket("new"));

        // When
        catalog.trim(ACME, old);
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // Then
        assertThat(destinations.find(ACME, old)).contains(target("old", "wb-acme"));
    }

    @Test
    void sendsWhatIsRedirectedToTheOtherPlace() {
        // Given
        String version = catalog.put(ACME, bucket("acme-lgos"));
        CatalogDestinations destinations = new CatalogDestinations(catalog);
        destinations.find(ACME, version);

        // When
        catalog.redirect(ACME, version, bucket("acme-logs"));
        Optional<Target> before = destinations.find(ACME, version);
        boolean changed = destinations.refresh();
        boolean again = destinations.refresh();

        // Then: what hangs on the old answer is put in order with the refresh, and not before it
        assertThat(before).contains(target("acme-lgos", "wb-acme"));
        assertThat(changed).isTrue();
        assertThat(again).isFalse();
        assertThat(destinations.find(ACME, version)).contains(target("acme-logs", "wb-acme"));
    }

    @Test
    void showsTheExternalIdOfTheTenantsRecordToRolesOnly() {
        // Given
        String role = catalog.put(ACME, bucket("acme-logs"));
        String directory = catalog.put(ACME, new FileDestination(Path.of("/data"), ""));
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // When
        catalog.externalId("acme", "wb-other");
        destinations.refresh();

        // Then
        assertThat(destinations.find(ACME, role)).contains(target("acme-logs", "wb-other"));
        assertThat(destinations.find(ACME, directory).flatMap(Target::externalId))
                .isEmpty();
        assertThat(destinations.find(ACME, role).orElseThrow().toString())
                .isEqualTo("Target[acme/downloads to s3://acme-logs/client-logs/]");
    }

    @Test
    void findsByALookWhatItDidNotKnow() {
        // Given
        CatalogDestinations destinations = new CatalogDestinations(catalog);
        String version = new FakeCatalog().put(ACME, bucket("acme-logs"));
        catalog.onLook = () -> catalog.put(ACME, bucket("acme-logs"));

        // When
        boolean found = destinations.lookAgain(ACME, version);
        boolean other = destinations.lookAgain(ACME, VERSION);

        // Then
        assertThat(found).isTrue();
        assertThat(other).isFalse();
        assertThat(catalog.looks).isEqualTo(2);
        assertThat(destinations.find(ACME, version)).as("before the refresh").isEmpty();
        assertThat(destinations.refresh()).isTrue();
        assertThat(destinations.find(ACME, version)).isPresent();
    }

    @Test
    void keepsWhatItKnewOfATenantWhoseRecordCannotBeRead() {
        // Given
        String version = catalog.put(ACME, bucket("acme-logs"));
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // When
        catalog.breakTenant("acme");
        catalog.breakTenant("globex");
        destinations.refresh();

        // Then
        assertThat(destinations.find(ACME, version)).contains(target("acme-logs", "wb-acme"));
        assertThat(destinations.find(GLOBEX, version)).isEmpty();
    }

    @Test
    void holdsBackPartsOfAVersionWhoseSpecItCannotRead() {
        // Given
        String version = catalog.putUnreadably(ACME);
        String other = catalog.put(GLOBEX, bucket("globex-logs"));

        // When
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // Then
        assertThat(destinations.find(ACME, version)).isEmpty();
        assertThat(destinations.lookAgain(ACME, version)).isFalse();
        assertThat(destinations.find(GLOBEX, other)).isPresent();
    }

    @Test
    void saysWhoPausedWhatSinceWhenAndWhyAtOnce() {
        // Given
        catalog.put(ACME, bucket("acme-logs"));
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // When
        catalog.pause(PauseScope.of(ACME));
        Optional<Pause> paused = destinations.paused(ACME);
        Optional<Pause> other = destinations.paused(GLOBEX);
        boolean changed = destinations.refresh();
        catalog.resume(PauseScope.of(ACME));

        // Then
        assertThat(paused).contains(new Pause(FakeCatalog.CHANGE.at(), "ops", "ticket 7"));
        assertThat(paused.orElseThrow().text()).isEqualTo("since 2026-03-04T05:30:00Z by ops: ticket 7");
        assertThat(other).isEmpty();
        assertThat(changed).isTrue();
        assertThat(destinations.paused(ACME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPauseOfTheTenantOrOfEverythingHoldsTheExport(boolean everything) {
        // Given
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // When
        catalog.pause(everything ? PauseScope.EVERYTHING : PauseScope.ofTenant("acme"));

        // Then
        assertThat(destinations.paused(ACME)).isPresent();
        assertThat(destinations.paused(GLOBEX).isPresent()).isEqualTo(everything);
    }

    /** It may be there because of what must not leave. */
    @Test
    void aPauseThatCannotBeReadHolds() {
        // Given
        CatalogDestinations destinations = new CatalogDestinations(catalog);

        // When
        catalog.pauseUnreadably(PauseScope.of(ACME));

        // Then
        assertThat(destinations.paused(ACME))
                .contains(new Pause(
                        Instant.parse("2026-03-04T05:30:00Z"),
                        "unknown",
                        "the record of the pause cannot be read; pause again"));
    }

    private static Target target(String bucket, String externalId) {
        return new Target(ACME, bucket(bucket), Optional.of(externalId));
    }

    private static S3Destination bucket(String name) {
        S3DestinationBuilder destination = new S3DestinationBuilder();
        destination.bucket = name;
        return destination.build();
    }
}

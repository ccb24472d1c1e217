package dev.waybill.sink.catalog;

import static dev.waybill.sink.fake.Records.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.fake.FakeCatalog;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.S3DestinationBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogStatusTest {
    private final FakeCatalog catalog = new FakeCatalog();
    private final CatalogStatus status = new CatalogStatus(catalog, new MutableClock("2026-03-04T06:00:00Z"));

    @Test
    void saysThatNothingWasReadYet() {
        assertThat(status.getKnownUpTo()).isEmpty();
        assertThat(status.getSecondsBehind()).isEqualTo(-1);
        assertThat(status.getTenants()).isZero();
    }

    @Test
    void saysUpToWhenTheCatalogIsKnownAndWhyNotFurther() {
        // Given
        catalog.put(ACME, new S3DestinationBuilder().build());
        catalog.breakTenant("globex");

        // When
        catalog.trouble = Optional.of("no broker answers");

        // Then
        assertThat(status.getKnownUpTo()).isEqualTo("2026-03-04T05:59:58Z");
        assertThat(status.getSecondsBehind()).isEqualTo(2);
        assertThat(status.getTrouble()).isEqualTo("no broker answers");
        assertThat(status.getTenants()).isEqualTo(2);
        assertThat(status.getUnreadableRecords()).isEqualTo(1);
    }
}

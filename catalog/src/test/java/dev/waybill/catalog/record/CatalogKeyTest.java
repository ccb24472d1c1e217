package dev.waybill.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.contract.ExportId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogKeyTest {
    @Test
    void readsWhatItWrites() {
        // Then
        for (CatalogKey key : new CatalogKey[] {
            new TenantKey("acme"),
            new TenantKey("pause"),
            SettingsKey.SETTINGS,
            ClockKey.CLOCK,
            new PauseKey(PauseScope.of(new ExportId("acme", "pause"))),
            new PauseKey(PauseScope.ofTenant("acme")),
            new PauseKey(PauseScope.EVERYTHING)
        }) {
            assertThat(CatalogKey.parse(key.text())).isEqualTo(key);
        }
    }

    @Test
    void hasTheDocumentedForms() {
        // Then
        assertThat(new TenantKey("acme").text()).isEqualTo("acme");
        assertThat(SettingsKey.SETTINGS.text()).isEqualTo("_settings");
        assertThat(ClockKey.CLOCK.text()).isEqualTo("_clock");
        assertThat(new PauseKey(PauseScope.of(new ExportId("acme", "downloads"))).text())
                .isEqualTo("acme/downloads/pause");
        assertThat(new PauseKey(PauseScope.ofTenant("acme")).text()).isEqualTo("acme/*/pause");
        assertThat(new PauseKey(PauseScope.EVERYTHING).text()).isEqualTo("*/*/pause");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_else",
                "Acme",
                "acme/downloads",
                "acme/downloads/resume",
                "*/downloads/pause",
                "acme//pause",
                "a/b/c/pause"
            })
    void takesEveryOtherKeyAsAnUnknownOne(String text) {
        // Then
        assertThat(CatalogKey.parse(text)).isEqualTo(new UnknownKey(text));
    }

    @Test
    void knowsWhichPauseHoldsWhatBack() {
        // Given
        PauseScope export = PauseScope.of(new ExportId("acme", "downloads"));
        PauseScope tenant = PauseScope.ofTenant("acme");

        // Then
        assertThat(PauseScope.EVERYTHING.contains(export)).isTrue();
        assertThat(tenant.contains(export)).isTrue();
        assertThat(export.contains(export)).isTrue();
        assertThat(export.contains(tenant)).isFalse();
        assertThat(PauseScope.ofTenant("beta").contains(export)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PauseScope(Optional.empty(), Optional.of("downloads")))
                .withMessage("an export is paused with its tenant");
    }
}

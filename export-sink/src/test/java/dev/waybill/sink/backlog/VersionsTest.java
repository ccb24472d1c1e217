package dev.waybill.sink.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsTest {
    private final Versions versions = new Versions();

    @Test
    void takesEveryPartOfAVersionThatBeganHere() {
        assertThat(versions.any()).isEmpty();
        assertThat(versions.take("a", 7)).isTrue();
        assertThat(versions.take("a", 3)).isTrue();
        assertThat(versions.all()).containsExactly("a");
        assertThat(versions.any()).contains("a");
    }

    @Test
    void takesOfAVersionFromElsewhereWhatTheOtherOneHasNotDelivered() {
        // When
        boolean news = versions.takeOver("a", 5);

        // Then
        assertThat(news).isTrue();
        assertThat(versions.take("a", 4)).isFalse();
        assertThat(versions.take("a", 5)).isTrue();
    }

    @Test
    void takesOverOnlyWhatItHasNotYet() {
        // Given
        versions.takeOver("a", 5);

        // Then
        assertThat(versions.takeOver("a", 5)).isFalse();
        assertThat(versions.takeOver("a", 9)).isFalse();
        assertThat(versions.take("a", 6)).isTrue();
        assertThat(versions.takeOver("a", 2)).isTrue();
        assertThat(versions.take("a", 2)).isTrue();
    }

    @Test
    void beginsAnewWithAVersionThatHasLeft() {
        // Given
        versions.takeOver("a", 5);

        // When
        versions.leave("a");

        // Then
        assertThat(versions.isEmpty()).isTrue();
        assertThat(versions.takeOver("a", 8)).isTrue();
        assertThat(versions.take("a", 7)).isFalse();
    }
}

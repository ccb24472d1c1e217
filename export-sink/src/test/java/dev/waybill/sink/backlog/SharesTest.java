package dev.waybill.sink.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.sink.destination.Endpoint;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
    private static final Endpoint STORE = new Endpoint("store");

    @Test
    void onePlaceGetsAFifthOfTheThreadsAndATenantASeventeenth() {
        assertThat(greedyTenants(threads(), STORE)).isEqualTo(51);
        assertThat(greedy(threads(), STORE, "acme")).isEqualTo(15);
    }

    @Test
    void oneTenantLeavesMostOfItsPlaceToOthers() {
        // Given
        Shares threads = threads();

        // When
        int held = greedy(threads, STORE, "acme");

        // Then
        assertThat(greedyTenants(threads, STORE)).isEqualTo(51 - held);
    }

    /** One after the other is the worst: the first ones meet free threads only. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void whenPlacesHangOneAfterTheOtherOneThatWorksFindsAThread(int hanging) {
        // Given
        Shares threads = threads();
        for (int endpoint = 0; endpoint < hanging; endpoint++) {
            greedyTenants(threads, new Endpoint("hanging-" + endpoint));
        }

        // Then
        assertThat(threads.admits(STORE, "acme", 1)).isTrue();
    }

    @Test
    void whenPlacesHangInAnyOrderOneThatWorksFindsAThread() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Shares threads = threads();
            for (int i = 0; i < 5_000; i++) {
                takeIfAdmitted(
                        threads, new Endpoint("hanging-" + random.nextInt(20)), "tenant-" + random.nextInt(100), 1);
            }

            assertThat(threads.admits(STORE, "acme", 1)).as("seed %s", seed).isTrue();
        }
    }

    /** In MiB: whoever takes whatever sizes, six hanging endpoints leave room for a part of the largest size. */
    @Test
    void roomForTheLargestPartStaysWhileOthersHang() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Shares memory = new Shares(256, 2, 8);
            for (int i = 0; i < 2_000; i++) {
                takeIfAdmitted(
                        memory,
                        new Endpoint("hanging-" + Math.min(5, i / 300)),
                        "tenant-" + random.nextInt(50),
                        1 + random.nextInt(16));
            }

            assertThat(memory.admits(STORE, "acme", 16)).as("seed %s", seed).isTrue();
        }
    }

    @Test
    void takesWhatIsLargerThanEverythingOnItsOwn() {
        // Given
        Shares memory = new Shares(10, 2, 8);

        // When
        boolean alone = memory.admits(STORE, "acme", 1_000);
        memory.take(STORE, "acme", 1_000);

        // Then
        assertThat(alone).isTrue();
        assertThat(memory.admits(new Endpoint("other"), "globex", 1)).isFalse();
        memory.giveBack(STORE, "acme", 1_000);
        assertThat(memory.admits(new Endpoint("other"), "globex", 1)).isTrue();
        assertThat(memory.used()).isZero();
    }

    @Test
    void isRoomyOnceHalfOfAShareIsGivenBack() {
        // Given
        Shares memory = new Shares(120, 2, 8);
        memory.take(STORE, "acme", 13);
        memory.take(STORE, "globex", 27);

        // Then: the endpoint holds 40, and half of what is free is 40
        assertThat(memory.isRoomy(STORE, "initech")).isFalse();
        memory.giveBack(STORE, "globex", 27);
        assertThat(memory.isRoomy(STORE, "initech")).isTrue();
        assertThat(memory.isRoomy(STORE, "acme"))
                .as("a tenant's share is an eighth")
                .isFalse();
    }

    private static Shares threads() {
        return new Shares(256, 4, 16);
    }

    private static int greedyTenants(Shares shares, Endpoint endpoint) {
        int held = 0;
        for (int tenant = 0; tenant < 256; tenant++) {
            held += takeIfAdmitted(shares, endpoint, "tenant-" + tenant, 1);
        }
        return held;
    }

    private static int greedy(Shares shares, Endpoint endpoint, String tenant) {
        int held = 0;
        while (takeIfAdmitted(shares, endpoint, tenant, 1) == 1) {
            held++;
        }
        return held;
    }

    private static int takeIfAdmitted(Shares shares, Endpoint endpoint, String tenant, int amount) {
        if (!shares.admits(endpoint, tenant, amount)) {
            return 0;
        }
        shares.take(endpoint, tenant, amount);
        return amount;
    }
}

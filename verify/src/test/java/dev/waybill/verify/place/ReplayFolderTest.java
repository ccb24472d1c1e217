package dev.waybill.verify.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayFolderTest {
    private static final MemoryPlace MEMORY =
            new MemoryPlace(Map.of("_receipts/downloads/a.json", new byte[] {1}, "b.csv", new byte[] {2}));

    @Test
    void hasTheNamesThatStandBelowTheDestination() throws Exception {
        Place place = ReplayFolder.of(MEMORY, "replay=r1");

        assertThat(names(place, "")).containsExactly("replay=r1/_receipts/downloads/a.json", "replay=r1/b.csv");
        assertThat(names(place, "replay=")).hasSize(2);
        assertThat(names(place, "replay=r1/_receipts/")).containsExactly("replay=r1/_receipts/downloads/a.json");
        assertThat(names(place, "_receipts/")).isEmpty();
        assertThat(names(place, "replay=r2/")).isEmpty();
        assertThat(place.open("replay=r1/b.csv").readAllBytes()).containsExactly(2);
    }

    @Test
    void isNotMadeOfAnotherPlace() {
        assertThat(ReplayFolder.of(MEMORY, "client-logs")).isSameAs(MEMORY);
        assertThat(ReplayFolder.of(MEMORY, "")).isSameAs(MEMORY);
    }

    private static List<String> names(Place place, String beginning) throws Exception {
        List<String> names = new ArrayList<>();
        place.list(beginning, object -> names.add(object.name()));
        return names;
    }
}

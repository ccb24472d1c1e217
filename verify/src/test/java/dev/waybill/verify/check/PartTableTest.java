package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.receipt.Part;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartTableTest {
    private static final int PARTS = 20_000;

    private static Part part(int number) {
        return new Part("p" + number, number, 1, Sha256.hex("content " + number));
    }

    private static byte[] content(int number) {
        return Sha256.of(("content " + number).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsWhatReceiptsSayAndFindsItByNameAndContent() {
        PartTable table = new PartTable();
        for (int i = 0; i < PARTS; i++) {
            assertThat(table.add("p" + i, part(i), Instant.ofEpochSecond(i * 3600L), i / 10))
                    .isEqualTo(-1);
        }

        assertThat(table.entries()).isEqualTo(PARTS);
        assertThat(table.bytes()).isEqualTo(PARTS * (PARTS - 1L) / 2);
        for (int i = 0; i < PARTS; i++) {
            int entry = table.find("p" + i);
            assertThat(table.size(entry)).isEqualTo(i);
            assertThat(table.owner(entry)).isEqualTo(i / 10);
            assertThat(table.window(entry)).isEqualTo(Instant.ofEpochSecond(i * 3600L));
            assertThat(table.hasContent(entry, content(i))).isTrue();
            assertThat(table.content(entry)).isEqualTo(content(i));
            assertThat(table.findContent(content(i))).isEqualTo(entry);
        }
        assertThat(table.find("nowhere")).isEqualTo(-1);
        assertThat(table.findContent(content(PARTS))).isEqualTo(-1);
    }

    @Test
    void tellsWhoElseNamesAnObject() {
        PartTable table = new PartTable();
        table.add("p1", part(1), Instant.EPOCH, 7);

        assertThat(table.add("p1", part(2), Instant.EPOCH, 8)).isEqualTo(7);
        assertThat(table.size(table.find("p1"))).isEqualTo(1);
    }

    @Test
    void knowsWhoseObjectsWereNotSeen() {
        PartTable table = new PartTable();
        for (int i = 0; i < 100; i++) {
            table.add("p" + i, part(i), Instant.EPOCH, i / 10);
        }
        for (int i = 0; i < 100; i++) {
            if (i != 35 && i != 99) {
                table.markSeen(table.find("p" + i));
            }
        }

        assertThat(table.ownersOfUnseen().stream()).containsExactly(3, 9);
    }
}

package dev.waybill.verify.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SignedReceiptTest {
    private final byte[] receipt = DeliveredPlace.make().objects().get("_receipts/downloads/20260304T010000Z.json");

    private SignedReceipt changed(Consumer<ObjectNode> change) throws UnreadableReceiptException {
        return SignedReceipt.read(Resigned.changed(TestKeys.OLD.id(), TestKeys.OLD, receipt, change));
    }

    @Test
    void ignoresMembersOfLaterProgramsAndKeepsThemSigned() throws UnreadableReceiptException {
        SignedReceipt later = changed(root -> {
            root.put("later", 1.5);
            ((ObjectNode) root.at("/windows/0")).putObject("deeper").put("b", 1).put("a", "é");
        });

        assertThat(later.isSignedWith(TestKeys.OLD.verifyingKey())).isTrue();
        assertThat(later.content().statement())
                .isEqualTo(SignedReceipt.read(receipt).content().statement());
    }

    @Test
    void refusesBytesThatAreNotInTheirForm() {
        String text = new String(receipt, StandardCharsets.UTF_8);
        for (String other : List.of(
                "",
                "{",
                "[]",
                text + "\n",
                " " + text,
                text.replace("\"format\":1", "\"format\":1.0"),
                text.replace("\"format\":1", "\"format\": 1"),
                text.replace("acme", "\\u0061cme"),
                text.replace("{\"chain\"", "{\"a\":\"\\ud800\",\"chain\""),
                text.replace("\"format\":1,", "\"format\":1,\"format\":1,"))) {
            assertThatThrownBy(() -> SignedReceipt.read(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isInstanceOfSatisfying(
                            UnreadableReceiptException.class,
                            e -> assertThat(e.reason()).isEqualTo(Unreadable.NOT_CANONICAL));
        }
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        assertThatThrownBy(() -> changed(root -> root.put("format", 2)))
                .isInstanceOfSatisfying(
                        UnreadableReceiptException.class,
                        e -> assertThat(e.reason()).isEqualTo(Unreadable.NEWER_FORMAT))
                .hasMessage("is of format 2, which a newer program wrote; this one reads formats up to 1");
        assertThatThrownBy(() -> changed(root -> root.put("format", 0)))
                .hasMessage("format must be a whole number from 1 on");
    }

    @Test
    void saysWhichMemberIsWrong() {
        assertContradicts("tenant is missing", root -> root.remove("tenant"));
        assertContradicts("export must be text", root -> root.put("export", 1));
        assertContradicts("source-partitions must be a whole number", root -> root.put("source-partitions", "1"));
        assertContradicts(
                "source-partitions must be from 1 to 9007199254740991, not 0",
                root -> root.put("source-partitions", 0));
        assertContradicts("kind must be window, day, late, revision or discard", root -> root.put("kind", "week"));
        assertContradicts("arrival-hour is missing", root -> root.put("kind", "late"));
        assertContradicts("discard is missing", root -> root.put("kind", "discard"));
        assertContradicts("at is missing", root -> root.put("kind", "discard").put("discard", 1));
        assertContradicts("at is missing", root -> root.put("kind", "revision").put("revision", 1));
        assertContradicts(
                "windows[0].discarded must be a list",
                root -> ((ObjectNode) root.at("/windows/0")).put("discarded", "a.csv"));
        assertContradicts(
                "windows[0].discarded must be a list of texts",
                root -> ((ObjectNode) root.at("/windows/0"))
                        .putArray("discarded")
                        .add(1));
        assertContradicts("arrival must be producer or not there", root -> root.put("arrival", "broker"));
        assertContradicts("partial must be true or not there", root -> root.put("partial", false));
        assertContradicts("schedule must be an object", root -> root.put("schedule", "hourly"));
        assertContradicts(
                "schedule.grace must be a duration such as PT10M",
                root -> ((ObjectNode) root.get("schedule")).put("grace", "10"));
        assertContradicts("windows must be a list", root -> root.put("windows", 1));
        assertContradicts(
                "windows must be a list of objects",
                root -> root.putArray("windows").add(1));
        assertContradicts(
                "windows[0].start must be an instant such as 2026-03-04T05:00:00Z",
                root -> ((ObjectNode) root.at("/windows/0")).put("start", "2026-03-04T01:00:00.000Z"));
        assertContradicts(
                "windows[0].pages must not stand beside parts",
                root -> ((ObjectNode) root.at("/windows/0")).putArray("pages"));
        assertContradicts(
                "chain.previous stands in every receipt but a chain's first",
                root -> ((ObjectNode) root.get("chain")).remove("previous"));
        assertContradicts(
                "sum must be 64 lower-case hex digits",
                root -> ((ObjectNode) root.at("/windows/0")).put("sum", "A".repeat(64)));
    }

    private void assertContradicts(String message, Consumer<ObjectNode> change) {
        assertThatThrownBy(() -> changed(change).content())
                .isInstanceOfSatisfying(
                        UnreadableReceiptException.class,
                        e -> assertThat(e.reason()).isEqualTo(Unreadable.CONTRADICTION))
                .hasMessage(message);
    }
}

package dev.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.verify.check.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page that other verifiers are written from has every word. */
class ReceiptsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/receipts.md");

    @Test
    void namesEveryKindOfFinding() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("## What `verify` finds"), page.indexOf("## What it does not find"));

        for (FindingKind kind : FindingKind.values()) {
            assertThat(table).contains("`" + kind.word() + "`");
        }
    }

    @Test
    void namesEveryMemberThatAReceiptCanHave() throws IOException {
        String page = Files.readString(PAGE);
        TreeSet<String> members = new TreeSet<>();
        for (Map.Entry<String, byte[]> object : DeliveredPlace.make().objects().entrySet()) {
            if (object.getKey().endsWith(".json")) {
                collect(JsonMapper.builder().build().readTree(object.getValue()), members);
            }
        }

        assertThat(members)
                .hasSizeGreaterThan(40)
                .allSatisfy(member -> assertThat(page).contains("`" + member + "`"));
    }

    private static void collect(JsonNode node, TreeSet<String> members) {
        node.fieldNames().forEachRemaining(members::add);
        node.forEach(below -> collect(below, members));
    }
}

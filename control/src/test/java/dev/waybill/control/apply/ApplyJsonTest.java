package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.topics.TopicDiffers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyJsonTest {
    @TempDir
    Path root;

    private final FakeTarget target = new FakeTarget();

    @Test
    void holdsThePlanAndWhatBecameOfIt() {
        // Given
        Folder folder = new Folder(root).tenant("acme");
        applier().apply(folder.request());
        folder.tenant("acme", "part-size: 1MiB", "enabled: true");

        // When
        ApplyResult result = applier().apply(folder.request());

        // Then
        assertThat(ApplyJson.text(result, Map.of())).isEqualTo("""
                {
                  "state": "applied",
                  "at": "2026-03-04T05:10:00Z",
                  "lead": "PT7M",
                  "counts": {
                    "added": 0,
                    "changed": 1,
                    "removed": 0,
                    "documents": 0,
                    "unchanged": 0
                  },
                  "tenants": [
                    {
                      "tenant": "acme",
                      "change": "changed",
                      "exports": [
                        {
                          "export": "downloads",
                          "change": "changed",
                          "from": "2026-03-04T06:00:00Z",
                          "keys": [
                            {
                              "key": "part-size",
                              "before": "8388608",
                              "after": "1048576"
                            }
                          ],
                          "notes": []
                        }
                      ],
                      "documents": [],
                      "to-do": [],
                      "letter": "The log exports of acme change.\\n\\nExport downloads changes for events from 2026-03-04T06:00:00Z on. Earlier ones are delivered as before.\\n  part-size: 8388608 -> 1048576\\n\\nThere is nothing for you to do.\\n"
                    }
                  ],
                  "topics": [],
                  "topics-to-do": [],
                  "starts": {},
                  "refusals": [],
                  "left": [],
                  "problems": [],
                  "overtaken-by": []
                }
                """);
    }

    @Test
    void holdsRefusalsAndProblems() {
        // Given
        Folder folder = new Folder(root).tenant("acme");
        applier().apply(folder.request());
        folder.tenant("acme", "enabled: false").redirect("acme", "downloads");

        // When
        String json = ApplyJson.text(applier().plan(folder.request()), Map.of());

        // Then
        assertThat(json)
                .contains("\"state\": \"refused\"")
                .contains("""
                      "rule": "empty-set",
                      "what": "no export is wished at all",
                """.stripTrailing())
                .contains("\"place\": \"--redirect\"");
    }

    @Test
    void saysWhichTopicsComeAndWhatIsLeftToDoAboutOthers() throws IOException {
        // Given
        Folder folder = new Folder(root).tenant("acme");
        target.differing.add(
                new TopicDiffers("waybill.delivery", "partitions", "6", "12", "raise it with kafka-topics"));

        // When
        JsonNode planned = json(applier().plan(folder.request()));
        JsonNode applied = json(applier().apply(folder.request()));
        JsonNode again = json(applier().apply(folder.request()));

        // Then
        assertThat(planned.path("topics"))
                .contains(new ObjectMapper().readTree("{\"topic\":\"export.acme.downloads\",\"state\":\"missing\"}"));
        assertThat(applied.path("topics"))
                .contains(new ObjectMapper().readTree("{\"topic\":\"export.acme.downloads\",\"state\":\"created\"}"));
        assertThat(again.path("topics")).isEmpty();
        assertThat(applied.path("topics-to-do")).singleElement().satisfies(left -> {
            assertThat(left.path("topic").asText()).isEqualTo("waybill.delivery");
            assertThat(left.path("what").asText()).isEqualTo("partitions is 6, should be 12");
            assertThat(left.path("advice").asText()).isEqualTo("raise it with kafka-topics");
        });
        assertThat(planned.path("topics-to-do"))
                .as("what apply makes is nothing to do")
                .hasSize(1);
        assertThat(applied.at("/starts/download-events-0").asLong()).isEqualTo(7);
    }

    private static JsonNode json(ApplyResult result) throws IOException {
        return new ObjectMapper().readTree(ApplyJson.text(result, Map.of()));
    }

    private Applier applier() {
        return new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE);
    }
}

package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waybill.config.Behaviours;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kind of redaction has a file of scenarios; this runs them all. */
class RedactionScenariosTest {
    private static final Behaviours<RedactionSpec, Redaction> BEHAVIOURS =
            Behaviours.of(RedactionSpec.class, Redaction.class);
    private static final YAMLMapper YAML = new YAMLMapper();

    @TestFactory
    List<DynamicContainer> everyKindHasScenariosThatHold() throws IOException {
        List<DynamicContainer> kinds = new ArrayList<>();
        for (String kind : ExportKinds.REDACTIONS.names()) {
            List<Map<String, Object>> scenarios = scenarios(kind);
            assertThat(scenarios).as("scenarios in redaction/%s.yaml", kind).isNotEmpty();
            kinds.add(DynamicContainer.dynamicContainer(
                    kind,
                    scenarios.stream()
                            .map(scenario ->
                                    DynamicTest.dynamicTest((String) scenario.get("scenario"), () -> run(scenario)))));
        }
        return kinds;
    }

    private static void run(Map<String, Object> scenario) {
        // Given
        EventType type = "audit".equals(scenario.get("event")) ? TestEvents.AUDIT : TestEvents.DOWNLOAD;
        Map<String, Object> given = map(scenario.get("given"));
        Event event = TestEvents.event(type, given);
        Redactor redactor = Redactor.compile(redactions(scenario, type), type, FieldSet.all(type), TestEvents.SECRETS);

        // When
        boolean applied = redactor.redact(event);

        // Then
        if ("withheld".equals(scenario.get("then"))) {
            assertThat(applied).isFalse();
            return;
        }
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(event)).isEqualTo(expected(given, map(scenario.get("then"))));
    }

    /** What is given, with the changes. */
    private static Map<String, Object> expected(Map<String, Object> given, Map<String, Object> changes) {
        Map<String, Object> expected = new TreeMap<>();
        Map<String, Object> merged = new HashMap<>(given);
        merged.putAll(changes);
        merged.forEach((path, value) -> {
            if (value != null) {
                expected.put(
                        path, value instanceof Number number ? Long.valueOf(number.longValue()) : value.toString());
            }
        });
        return expected;
    }

    private static List<Redaction> redactions(Map<String, Object> scenario, EventType type) {
        List<Redaction> redactions = new ArrayList<>();
        for (Object node : (List<?>) scenario.get("when")) {
            Map<String, Object> options = new HashMap<>(map(node));
            KindSpec spec = new KindSpec((String) options.remove("kind"), options);
            redactions.add(BEHAVIOURS.of(ExportKinds.REDACTIONS.read(spec, type.leaves(), Place.of("", ""))));
        }
        return redactions;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<Map<String, Object>> scenarios(String kind) throws IOException {
        try (InputStream file = RedactionScenariosTest.class.getResourceAsStream("/redaction/" + kind + ".yaml")) {
            assertThat(file).as("redaction/%s.yaml", kind).isNotNull();
            return YAML.readValue(file, new TypeReference<>() {});
        }
    }
}

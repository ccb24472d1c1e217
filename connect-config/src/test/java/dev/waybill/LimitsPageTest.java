package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Limits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LimitsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\S+) \\| .+ \\|$");

    @Test
    void everyLimitStandsOnThePageWithItsValue() throws IOException, IllegalAccessException {
        Map<String, String> limits = new TreeMap<>();
        for (Field field : Limits.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                limits.put(field.getName(), String.valueOf(field.get(null)));
            }
        }

        Map<String, String> page = ROW.matcher(Files.readString(Path.of("../docs/reference/limits.md")))
                .results()
                .collect(Collectors.toMap(
                        (MatchResult row) -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));

        assertThat(page).isEqualTo(limits);
    }
}

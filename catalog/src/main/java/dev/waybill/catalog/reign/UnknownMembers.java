package dev.waybill.catalog.reign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON object of the catalog holds and this program does not know: a newer one wrote it. It is kept when the
 * object is written again.
 *
 * @param byName plain Java values as JSON has them
 */
public record UnknownMembers(Map<String, @Nullable Object> byName) {
    public static final UnknownMembers NONE = new UnknownMembers(Map.of());

    public UnknownMembers {
        byName = byName.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}

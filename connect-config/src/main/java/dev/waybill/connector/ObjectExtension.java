package dev.waybill.connector;

import dev.waybill.contract.FormatName;
import dev.waybill.spec.KindSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the names of an export's objects end. */
public final class ObjectExtension {
    private static final Map<String, String> COMPRESSIONS = Map.of("none", "", "gzip", ".gz", "zstd", ".zst");
    private static final String DEFAULT_COMPRESSION = "gzip";
    /** They compress inside the file, so nothing is added to its name. */
    private static final Set<String> CONTAINERS = Set.of("parquet", "avro", "ocsf-parquet");

    private ObjectExtension() {}

    /** The ending with its dot, compression included; empty if format or compression is unknown. */
    public static Optional<String> of(KindSpec format) {
        Object compression = format.options().getOrDefault("compression", DEFAULT_COMPRESSION);
        return FormatName.ofKind(format.kind())
                .flatMap(name -> CONTAINERS.contains(format.kind())
                        ? Optional.of(name.extension())
                        : Optional.ofNullable(COMPRESSIONS.get(String.valueOf(compression)))
                                .map(ending -> name.extension() + ending));
    }
}

package dev.waybill.cli.apply;

import java.util.List;
import java.util.Map;

/** What {@code apply} has done after the catalog was written. */
interface FurtherReport {
    /** What it is called in JSON. */
    String member();

    /** For people. */
    List<String> lines();

    /** For JSON. */
    List<Map<String, Object>> content();

    /** Whether all was done that can be. */
    boolean isWell();
}

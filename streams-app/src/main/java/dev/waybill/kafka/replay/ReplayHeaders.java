package dev.waybill.kafka.replay;

import dev.waybill.contract.PartHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of what a replay delivers: all have its id. */
public final class ReplayHeaders {
    private ReplayHeaders() {}

    /**
     * The same headers for an object below the replay's folder.
     *
     * @param object its name below that folder
     */
    public static Headers below(String id, Headers headers, String object) {
        Headers marked = inPlace(id, headers);
        marked.remove(PartHeaders.OBJECT);
        add(marked, PartHeaders.OBJECT, PartHeaders.replayFolder(id) + "/" + object);
        return marked;
    }

    /** The same headers, for the same object. */
    static Headers inPlace(String id, Headers headers) {
        Headers marked = new RecordHeaders(headers);
        add(marked, PartHeaders.REPLAY, id);
        return marked;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

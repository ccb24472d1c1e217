package dev.waybill.control.apply;

import dev.waybill.render.RenderedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder for each tenant that changes, with its IAM documents and what it has to do, ready to be sent. */
public final class Letters {
    private static final String LETTER = "letter.txt";

    private Letters() {}

    /**
     * Writes them for their owner only, and takes those of an earlier plan away.
     *
     * @throws IOException if they cannot be written
     */
    public static void write(Path folder, ApplyPlan plan) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (TenantEffect tenant : plan.tenants()) {
            files.put(tenant.tenant() + "/" + LETTER, TenantLetter.text(tenant));
            tenant.documents().forEach((name, change) -> {
                if (!change.after().isEmpty()) {
                    files.put(tenant.tenant() + "/" + name, change.after());
                }
            });
        }
        new RenderedFolder(folder).write(files);
    }
}

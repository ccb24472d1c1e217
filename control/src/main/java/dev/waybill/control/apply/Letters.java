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
     * Writes them for their owner only. An earlier letter to the same tenant gives way; those to others stay, since nobody
     * knows whether they have been sent. A tenant with a spec that this program cannot read gets none: it would say too little.
     *
     * @throws IOException if they cannot be written
     */
    public static void write(Path folder, ApplyPlan plan) throws IOException {
        for (TenantEffect tenant : plan.tenants()) {
            if (!tenant.unreadable().isEmpty()) {
                continue;
            }
            SortedMap<String, String> files = new TreeMap<>();
            files.put(LETTER, TenantLetter.text(tenant));
            tenant.documents().forEach((name, change) -> {
                if (!change.after().isEmpty()) {
                    files.put(name, change.after());
                }
            });
            new RenderedFolder(folder.resolve(tenant.tenant())).write(files);
        }
    }
}

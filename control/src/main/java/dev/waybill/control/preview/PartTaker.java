package dev.waybill.control.preview;

import dev.waybill.batch.Part;
import java.io.IOException;

/** Takes the files as they would be. */
@FunctionalInterface
public interface PartTaker {
    /** Keeps none. */
    PartTaker NONE = part -> {};

    /** @throws IOException if it cannot be kept */
    void take(Part part) throws IOException;
}

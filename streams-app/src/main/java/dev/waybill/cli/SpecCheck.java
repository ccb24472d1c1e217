package dev.waybill.cli;

import dev.waybill.config.ExportBinder;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.SpecReading;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the specs of all tenants and checks what they ask for. */
final class SpecCheck {
    private SpecCheck() {}

    /**
     * Reads one file, or those of a folder, with every problem of every file.
     *
     * @throws IOException if there is no such file or folder
     */
    static SpecReading check(Path tenants, ExportBinder binder) throws IOException {
        SpecReading reading = SpecReader.readAll(tenants);
        return reading.with(binder.problems(reading.specs().exports(), reading.specs()::place));
    }
}

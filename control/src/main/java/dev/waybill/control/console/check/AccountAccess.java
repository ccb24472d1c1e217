package dev.waybill.control.console.check;

import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.account.Accounts;
import dev.waybill.render.Platform;
import java.io.IOException;
import java.util.function.Function;

/** The way to tenants' accounts, with the platform's own credentials. Thread-safe. */
@FunctionalInterface
public interface AccountAccess {
    /**
     * Opens it, has somebody look, and closes it.
     *
     * @param platform as it was applied
     * @throws IOException if the platform's credentials cannot be read
     */
    DoctorReport look(Platform platform, Function<Accounts, DoctorReport> work) throws IOException;
}

package dev.waybill.control.console.read;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.state.ConsoleState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that the API answers and that changes nothing. */
public final class ReadOperations {
    private ReadOperations() {}

    /**
     * All of them.
     *
     * @param catalog what is known of the catalog
     * @param keys the file with the public keys of receipts; empty if there is none
     */
    public static List<Operation> all(
            ConsoleState state, Supplier<Knowledge> catalog, Supplier<Optional<byte[]>> keys, Clock clock) {
        return List.of(
                new ReadOverview(state),
                new ListExports(state),
                new ListTenants(state),
                new ReadTenant(state),
                new ReadExport(state),
                new ListWindows(state, clock),
                new ListObjects(state),
                new ListVersions(catalog),
                new ReadIamDocuments(catalog),
                new ReadDescription(catalog),
                new ReadReceiptKeys(keys));
    }
}

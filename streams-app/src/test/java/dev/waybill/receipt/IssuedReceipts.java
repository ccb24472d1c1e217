package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import java.util.ArrayList;
import java.util.List;

/** Takes receipts, unless it is told not to. */
final class IssuedReceipts implements ReceiptOutbox {
    private final List<OutgoingReceipt> issued = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private boolean shut;

    List<OutgoingReceipt> issued() {
        return issued;
    }

    List<String> faults() {
        return faults;
    }

    List<String> contradictions() {
        return contradictions;
    }

    void shut(boolean now) {
        shut = now;
    }

    @Override
    public boolean accepts(ExportId export, String topic) {
        return !shut;
    }

    @Override
    public void emit(OutgoingReceipt receipt) {
        issued.add(receipt);
    }

    @Override
    public void fault(ExportId export, String what) {
        faults.add(export + ": " + what);
    }

    @Override
    public void contradiction(ExportId export, String what) {
        contradictions.add(export + ": " + what);
    }
}

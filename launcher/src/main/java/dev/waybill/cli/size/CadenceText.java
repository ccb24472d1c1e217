package dev.waybill.cli.size;

import dev.waybill.contract.ReceiptCadence;

final class CadenceText extends KindText<ReceiptCadence> {
    CadenceText() {
        super(ReceiptCadence.class);
    }
}

package dev.waybill.cli.size;

import dev.waybill.contract.FormatName;

final class FormatText extends KindText<FormatName> {
    FormatText() {
        super(FormatName.class);
    }
}

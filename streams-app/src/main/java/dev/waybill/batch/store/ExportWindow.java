package dev.waybill.batch.store;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;

/** One window of one export, whenever its events arrived. */
public record ExportWindow(ExportId export, Window window) {}

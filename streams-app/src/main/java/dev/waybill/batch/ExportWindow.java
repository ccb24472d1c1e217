package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;

/** One window of one export, whenever its events arrived. */
record ExportWindow(ExportId export, Window window) {}

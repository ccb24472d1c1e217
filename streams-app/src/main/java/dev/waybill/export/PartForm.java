package dev.waybill.export;

import dev.waybill.format.OutputFormat;
import dev.waybill.layout.Layout;

/**
 * What a version's files look like.
 *
 * @param format makes files of rows
 * @param layout names the files
 * @param partSize target size of a file as stored, bytes
 */
public record PartForm(OutputFormat format, Layout layout, int partSize) {}

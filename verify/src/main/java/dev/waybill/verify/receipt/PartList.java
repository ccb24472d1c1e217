package dev.waybill.verify.receipt;

/** The parts of a window, in the receipt itself or on pages. */
public sealed interface PartList permits InlineParts, PagedParts {
    /** How many parts there are. */
    long size();

    /** The rows of all of them. */
    long rows();
}

package dev.waybill.contract;

/** Which input topic an export reads. The YAML name is the lower-case constant. */
public enum Source {
    DOWNLOAD,
    AUDIT
}

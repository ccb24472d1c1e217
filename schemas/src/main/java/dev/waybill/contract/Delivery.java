package dev.waybill.contract;

/** Whether an export has a topic of its own or travels on the shared one. The YAML name is the lower-case constant. */
public enum Delivery {
    DEDICATED,
    SHARED
}

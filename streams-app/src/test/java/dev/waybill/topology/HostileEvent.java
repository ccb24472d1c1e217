package dev.waybill.topology;

/** What a hostile event claims to be, where nothing replaces it. */
record HostileEvent(String id, String tenant, long occurredAtMicros) {
    static final HostileEvent NONE = new HostileEvent("", "", 0);
}

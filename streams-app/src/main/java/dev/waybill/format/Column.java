package dev.waybill.format;

/**
 * @param name as in the header, or the key
 * @param value where it comes from
 */
record Column(String name, Value value) {}

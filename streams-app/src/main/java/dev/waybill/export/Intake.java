package dev.waybill.export;

import dev.waybill.select.EventFilter;
import dev.waybill.window.Schedule;

/**
 * What a version does with events. Each part keeps scratch memory, and may be shared by versions of one thread.
 *
 * @param filter which events are taken
 * @param rows redacts them, and makes rows of them
 * @param schedule which windows they fall into
 */
public record Intake(EventFilter filter, RowMaker rows, Schedule schedule) {}

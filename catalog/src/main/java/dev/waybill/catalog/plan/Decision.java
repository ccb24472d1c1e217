package dev.waybill.catalog.plan;

/** Whether a change is made, and how. */
public sealed interface Decision permits Records, Refused {}

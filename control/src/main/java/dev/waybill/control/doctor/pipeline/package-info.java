/** What of the platform itself belongs to an export: its topic, its connector, and what the sink has said of it. */
@NullMarked
package dev.waybill.control.doctor.pipeline;

import org.jspecify.annotations.NullMarked;

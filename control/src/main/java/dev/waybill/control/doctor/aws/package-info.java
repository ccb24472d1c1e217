/** Reaches tenants' accounts with the AWS SDK, by the very clients, sessions and requests of the sink. */
@NullMarked
package dev.waybill.control.doctor.aws;

import org.jspecify.annotations.NullMarked;

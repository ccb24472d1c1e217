package dev.waybill.control.doctor.account;

import dev.waybill.spec.destination.S3Destination;

/** Finds the way to destinations. */
@FunctionalInterface
public interface Accounts {
    Account of(S3Destination destination);
}

package dev.waybill.control.doctor.account;

import java.net.URI;
import java.util.Optional;

/** The way to one destination in S3, with the platform's own credentials. Each method ends within a limited time. */
public interface Account {
    /** The number of the account that the platform's credentials belong to. */
    Reply<String> platform();

    /**
     * The bucket with the destination's role, or with its static keys, for which both arguments say nothing.
     *
     * @param externalId shown to the role's trust policy
     */
    Reply<Bucket> enter(Optional<String> externalId, Reach reach);

    /** Asks for the bucket without a signature: S3 says in the answer's headers where it is, also where it refuses. */
    Reply<Done> knock();

    /** The same with the bucket's name in the path, where it stands in the host's name otherwise, or the other way round. */
    Reply<Done> knockInOtherStyle();

    /** Where the store is reached; empty for that of AWS in the region. */
    Optional<URI> endpoint();
}

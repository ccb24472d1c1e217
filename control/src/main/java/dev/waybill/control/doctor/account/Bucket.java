package dev.waybill.control.doctor.account;

import java.util.Optional;

/** A destination's bucket, asked with certain rights. Each method ends within a limited time. */
public interface Bucket {
    /** Puts the test object, as the sink puts what it delivers. */
    Reply<Encryption> putTestObject(Extras extras);

    /** Puts the test object again, if the bucket belongs to this account. */
    Reply<Done> putTestObjectFor(String account);

    /**
     * Puts a small object anywhere, by whatever way is allowed: without ACL, tags and a wish for encryption, which need rights
     * of their own, or with them, where a policy asks for them. Two requests at most.
     *
     * @param key the whole name, with the prefix if it stands below it
     */
    Reply<Done> put(String key);

    /** Gets the first byte of an object. */
    Reply<Done> get(String key);

    Reply<Done> delete(String key);

    /** Lists at most one name below the destination's prefix. */
    Reply<Done> list();

    /** How objects are encrypted unless a request says otherwise; a value without an algorithm if nothing is set. */
    Reply<Encryption> encryption();

    /** The rule of who owns objects, {@code BucketOwnerEnforced}; empty if none is set. */
    Reply<Optional<String>> ownership();
}

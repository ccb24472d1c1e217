package dev.waybill.control.doctor.account;

import java.util.Optional;

/**
 * How a store says that it encrypts.
 *
 * @param algorithm {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}; empty if it says nothing
 * @param key the KMS key, as the store names it
 */
public record Encryption(Optional<String> algorithm, Optional<String> key) {
    public static final String S3 = "AES256";
    private static final String KMS = "aws:kms";

    public boolean isKms() {
        return algorithm.filter(name -> name.startsWith(KMS)).isPresent();
    }

    /** In a few words. */
    public String text() {
        return algorithm.orElse("nothing")
                + key.map(arn -> " with the key " + arn).orElse("");
    }
}

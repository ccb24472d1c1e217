package dev.waybill.contract;

import java.util.Locale;

/**
 * Fields that are redacted together, over both event schemas; a field's groups are its property {@code waybill.groups} in
 * the Avro schema. The name in an export spec is the lower-case constant.
 */
public enum FieldGroup {
    /** The licence agreement the client accepted. */
    EULA,
    /** Where the client is. Not {@code edge} and {@code region}, which say where the platform is. */
    GEO,
    /** The client's network address. */
    IP,
    /** Whose repository it is. Bucket names often carry it. */
    NAMESPACE,
    /** Which repository it is; of a service that logs like Amazon S3, the bucket. */
    REPOSITORY;

    static FieldGroup of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}

package dev.waybill.contract;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are redacted together, over both event schemas; a field's groups are its property {@code waybill.groups} in
 * the Avro schema. The name in an export spec is the lower-case constant.
 */
public enum FieldGroup {
    /** The licence agreement the client accepted. */
    EULA(List.of()),
    /** Where the client is. Not {@code edge} and {@code region}, which say where the platform is. */
    GEO(List.of()),
    /** The client's network address. */
    IP(List.of()),
    /** Whose repository it is. Bucket names often carry it. */
    NAMESPACE(List.of("namespace", "org", "owner", "workspace", "account", "tenant")),
    /** Which repository it is; of a service that logs like Amazon S3, the bucket. */
    REPOSITORY(List.of("repo", "bucket"));

    /** Parts of the kinds of objects that this group stands for. */
    private final List<String> kinds;

    FieldGroup(List<String> kinds) {
        this.kinds = kinds;
    }

    static FieldGroup of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether things that audit events act on can be of this group. */
    public boolean hasKinds() {
        return !kinds.isEmpty();
    }

    /**
     * Whether a thing of this kind is of this group, or may be.
     *
     * @param kind as the event says it; null or blank where it does not
     */
    public boolean covers(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return hasKinds();
        }
        String lower = kind.toLowerCase(Locale.ROOT);
        return kinds.stream().anyMatch(lower::contains);
    }
}

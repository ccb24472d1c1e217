package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.redact.search.PartOfName;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are dropped together, over both event schemas. The YAML name is the lower-case constant.
 *
 * <p>What an audit event acts on ({@code object}, {@code target}) can be a namespace or a repository itself: its
 * identifier, name and slug belong to the group if its kind says so, or if it has no kind, because then it may be.
 */
public enum FieldGroup {
    /** The licence agreement the client accepted. */
    EULA(List.of("eula", "eula_number"), List.of()),
    /** Where the client is. Not {@code edge} and {@code region}, which say where the platform is. */
    GEO(
            List.of(
                    "location.city",
                    "location.continent",
                    "location.country",
                    "location.country_code",
                    "location.latitude",
                    "location.longitude"),
            List.of()),
    /** The client's network address. */
    IP(List.of("ip_address", "forwarded_for", "cdn.client_port"), List.of()),
    /** Whose repository it is. Bucket names often carry it. */
    NAMESPACE(
            List.of("namespace", "s3.bucket_owner", "s3.bucket", "s3.access_point_arn"),
            List.of("namespace", "org", "owner", "workspace", "account", "tenant")),
    /** Which repository it is; of a service that logs like Amazon S3, the bucket. */
    REPOSITORY(List.of("repository", "s3.bucket", "s3.access_point_arn"), List.of("repo", "bucket"));

    private static final List<String> ACTED_ON = List.of("object", "target");
    private static final List<String> NAMES = List.of("identifier", "name", "slug");

    private final List<String> paths;
    /** Parts of the kinds of objects that this group stands for. */
    private final List<String> kinds;

    FieldGroup(List<String> paths, List<String> kinds) {
        this.paths = paths;
        this.kinds = kinds;
    }

    List<FieldEdit> drops(EventType type, PartOfName partOfName) {
        Stream<FieldEdit> always = paths.stream()
                .flatMap(path -> type.field(path).stream())
                .map(field -> FieldEdit.drop(field, partOfName));
        return Stream.concat(always, kinds.isEmpty() ? Stream.of() : actedOn(type, partOfName))
                .toList();
    }

    private Stream<FieldEdit> actedOn(EventType type, PartOfName partOfName) {
        return ACTED_ON.stream().flatMap(structure -> {
            Field kind = type.field(structure + ".kind").orElse(null);
            Predicate<Event> covers = event -> covers(kind == null ? null : event.text(kind));
            return NAMES.stream()
                    .flatMap(name -> type.field(structure + "." + name).stream())
                    .map(field -> new FieldEdit(field, covers, FieldEdit::setNull, FieldEdit.Result.TEXT, partOfName));
        });
    }

    private boolean covers(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return true;
        }
        String lower = kind.toLowerCase(Locale.ROOT);
        return kinds.stream().anyMatch(lower::contains);
    }
}

package dev.waybill.control.doctor.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.iam.Arn;
import dev.waybill.iam.UploadKind;
import dev.waybill.iam.WriterPolicy;
import dev.waybill.json.JsonText;
import dev.waybill.render.IamRendering;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The IAM documents of a tenant, as they should stand in its account. */
final class Papers {
    /** Statements of {@link WriterPolicy}. */
    static final String DELIVER = "DeliverLogs";

    static final String TAG = "TagLogs";
    static final String ENCRYPT = "EncryptLogs";
    private static final String TRUST = "TrustWaybill";
    private static final String PERMISSIONS = "permissions.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private final List<ExportSpec> exports;
    private final Map<String, String> byName;

    private Papers(List<ExportSpec> exports, Map<String, String> byName) {
        this.exports = exports;
        this.byName = byName;
    }

    /** @param exports all of the tenant */
    static Papers of(String tenant, List<ExportSpec> exports, Platform platform, ExternalIds ids) {
        return new Papers(exports, IamRendering.of(tenant, exports, platform, ids, problem -> {}, leftOut -> {}));
    }

    /** What the destination's role, or the user of its keys, may do; empty if no policy can name the place. */
    Optional<Correction> permissions(S3Destination destination, String sid) {
        return destination.roleArn().isPresent()
                ? statement(role(destination) + "-" + PERMISSIONS, sid)
                : ofKeys(destination).flatMap(text -> statement(PERMISSIONS, text, sid));
    }

    /** Who may assume the destination's role; empty while the tenant has no external id. */
    Optional<Correction> trust(S3Destination destination) {
        return statement(role(destination) + "-trust.json", TRUST)
                .or(() -> statement(role(destination) + "-trust-oidc.json", TRUST));
    }

    private static String role(S3Destination destination) {
        return destination.roleArn().map(arn -> Arn.parse(arn).name()).orElse("");
    }

    /** Nobody else than the doctor speaks of the rights of static keys. */
    private Optional<String> ofKeys(S3Destination destination) {
        List<S3Destination> same = exports.stream()
                .flatMap(export -> export.destination().s3().stream())
                .filter(other -> other.credentials().equals(destination.credentials()))
                .distinct()
                .toList();
        try {
            return Optional.of(new WriterPolicy(same, UploadKind.SINGLE_PUT).json());
        } catch (IllegalArgumentException noPolicyCanNameIt) {
            return Optional.empty();
        }
    }

    private Optional<Correction> statement(String document, String sid) {
        return Optional.ofNullable(byName.get(document)).flatMap(text -> statement(document, text, sid));
    }

    private static Optional<Correction> statement(String document, String text, String sid) {
        try {
            for (JsonNode statement : JSON.readTree(text).path("Statement")) {
                if (statement.path("Sid").asText().equals(sid)) {
                    return Optional.of(
                            new Correction(document, sid, JsonText.of(JSON.convertValue(statement, OBJECT)), text));
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of ours is not JSON: " + document, e);
        }
    }
}

package dev.waybill.cloud;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request without the headers that ask for what a folder of files cannot do but that change nothing for its one owner:
 * ACLs that leave an object with the bucket's owner, and encryption at rest. S3Proxy would refuse them.
 */
final class PlainRequest extends HttpServletRequestWrapper {
    private static final Set<String> HARMLESS_ACLS =
            Set.of("private", "bucket-owner-read", "bucket-owner-full-control");
    private static final Set<String> ENCRYPTION = Set.of(
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-context");

    PlainRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    private boolean isHidden(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENCRYPTION.contains(lower)
                || (lower.equals("x-amz-acl") && HARMLESS_ACLS.contains(String.valueOf(super.getHeader(name))));
    }
}

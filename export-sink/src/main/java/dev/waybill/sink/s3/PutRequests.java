package dev.waybill.sink.s3;

import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ObjectPath;
import dev.waybill.spec.destination.S3Destination;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** What is asked of a store with every object of a destination: checksum, ACL, tags and encryption. */
public final class PutRequests {
    private PutRequests() {}

    /**
     * A request without credentials and conditions, and without storage class.
     *
     * @param path relative to the destination's prefix
     * @param digest of the content
     */
    public static PutObjectRequest.Builder of(
            S3Destination destination, String path, String contentType, byte[] content, Digest digest) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(destination.bucket())
                .key(ObjectPath.below(destination.prefix(), path))
                .contentType(contentType);
        if (destination.checksumTrailers()) {
            request.checksumSHA256(digest.sha256Base64());
        } else {
            request.contentMD5(Digest.md5Base64(content));
        }
        destination.acl().ifPresent(request::acl);
        if (!destination.tags().isEmpty()) {
            request.tagging(tagging(destination));
        }
        if (destination.kmsKeyArn().isPresent()) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(destination.kmsKeyArn().get());
        } else if (destination.sseS3()) {
            request.serverSideEncryption(ServerSideEncryption.AES256);
        }
        return request;
    }

    private static Tagging tagging(S3Destination destination) {
        List<Tag> tags = new ArrayList<>();
        destination
                .tags()
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        return Tagging.builder().tagSet(tags).build();
    }
}

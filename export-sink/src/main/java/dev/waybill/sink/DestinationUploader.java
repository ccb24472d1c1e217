package dev.waybill.sink;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.file.FileUploader;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.ExportObject;
import dev.waybill.sink.part.RefusedRecordException;
import dev.waybill.sink.s3.S3Uploader;

/** Checks an object's content and hands it to the uploader for its kind of destination. */
final class DestinationUploader implements Uploader {
    private final S3Uploader s3;
    private final FileUploader files;

    DestinationUploader(S3Uploader s3, FileUploader files) {
        this.s3 = s3;
        this.files = files;
    }

    @Override
    public Endpoint next(Target target) {
        return target.destination()
                .choose(bucket -> s3.next(bucket, target.externalId()), directory -> Endpoint.DIRECTORIES);
    }

    @Override
    public boolean upload(ExportObject object, Target target) throws DeliveryException, RefusedRecordException {
        Digest digest = Digest.verified(object);
        return target.destination()
                .<Sending>choose(
                        bucket -> () -> s3.upload(object, digest, bucket, target.externalId()), directory -> () -> {
                            files.upload(object, directory);
                            return true;
                        })
                .send();
    }

    /** The way of one object. */
    private interface Sending {
        boolean send() throws DeliveryException, RefusedRecordException;
    }
}

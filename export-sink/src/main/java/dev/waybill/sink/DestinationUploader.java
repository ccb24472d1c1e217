package dev.waybill.sink;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.destination.Uploader;
import dev.waybill.sink.file.FileUploader;
import dev.waybill.sink.part.Digest;
import dev.waybill.sink.part.Part;
import dev.waybill.sink.part.RefusedRecordException;
import dev.waybill.sink.s3.S3Uploader;
import dev.waybill.spec.DestinationEntry;

/** Checks a part's content and hands it to the uploader of its kind of destination. */
final class DestinationUploader implements Uploader {
    private final S3Uploader s3;
    private final FileUploader files;

    DestinationUploader(S3Uploader s3, FileUploader files) {
        this.s3 = s3;
        this.files = files;
    }

    @Override
    public Place next(DestinationEntry target) {
        return target.destination()
                .choose(bucket -> s3.next(bucket, target.externalId()), directory -> Place.DIRECTORIES);
    }

    @Override
    public boolean upload(Part part, DestinationEntry target) throws DeliveryException, RefusedRecordException {
        Digest digest = Digest.verified(part);
        return target.destination()
                .<Sending>choose(bucket -> () -> s3.upload(part, digest, bucket, target.externalId()), directory -> () -> {
                    files.upload(part, directory);
                    return true;
                })
                .send();
    }

    /** The way of one part. */
    private interface Sending {
        boolean send() throws DeliveryException, RefusedRecordException;
    }
}

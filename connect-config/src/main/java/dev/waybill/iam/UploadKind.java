package dev.waybill.iam;

/** How a connector stores an object, which decides what it needs from a KMS key. */
public enum UploadKind {
    /** One PutObject: S3 only asks the key for a data key. Waybill's own sink. */
    SINGLE_PUT {
        @Override
        String[] keyActions() {
            return new String[] {"kms:GenerateDataKey"};
        }
    },
    /**
     * A multipart upload, of one part: S3 must decrypt the data key again to store the part and to complete the upload.
     * Confluent's sink, which knows no other way.
     */
    MULTIPART {
        @Override
        String[] keyActions() {
            return new String[] {"kms:GenerateDataKey", "kms:Decrypt"};
        }
    };

    abstract String[] keyActions();
}

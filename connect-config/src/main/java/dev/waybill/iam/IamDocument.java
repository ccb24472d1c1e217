package dev.waybill.iam;

import dev.waybill.json.JsonText;
import java.util.Map;

/** One JSON document that somebody applies with AWS's own tools. */
public sealed interface IamDocument
        permits AccessPointReaderPolicy,
                AbandonedUploadsRule,
                EasyReaderPolicy,
                PurgePolicy,
                ReaderTrustPolicy,
                StrictReaderPolicy,
                WebIdentityTrustPolicy,
                WriterPolicy,
                WriterTrustPolicy {
    /** What the document is, as the last part of its file's name, without extension. */
    String kind();

    /** The document as maps, lists and texts in the order in which they are written. */
    Map<String, Object> content();

    /** The document's text. */
    default String json() {
        return JsonText.of(content());
    }
}

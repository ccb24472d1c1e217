/** Buckets and access points of any S3 endpoint. The one room that knows the AWS SDK, which is an optional dependency. */
@NullMarked
package dev.waybill.verify.place.s3;

import org.jspecify.annotations.NullMarked;

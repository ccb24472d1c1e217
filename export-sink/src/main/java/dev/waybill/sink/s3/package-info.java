/** Puts objects into S3 and compatible stores, under the roles that tenants granted. */
@NullMarked
package dev.waybill.sink.s3;

import org.jspecify.annotations.NullMarked;

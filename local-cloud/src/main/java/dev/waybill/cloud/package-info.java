/** S3, STS and IAM for one machine: enough of each to show that a sink writes what it may and nothing else. */
@NullMarked
package dev.waybill.cloud;

import org.jspecify.annotations.NullMarked;

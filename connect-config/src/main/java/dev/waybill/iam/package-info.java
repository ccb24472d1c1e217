/**
 * The IAM documents a tenant needs, for the tenant's own names: who may write, who is trusted to, who may read, and what
 * happens to abandoned uploads. One document kind per file.
 */
@NullMarked
package dev.waybill.iam;

import org.jspecify.annotations.NullMarked;

package dev.waybill.catalog.plan;

/** What becomes of tenants that a wish does not name. */
public enum WishScope {
    /** The wish holds all tenants there are: the others are removed. */
    ALL_TENANTS,
    /** The wish is about its tenants only: the others stay as they are. */
    THESE_TENANTS
}

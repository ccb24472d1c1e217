package dev.waybill.control.apply;

/** Is told what is being done, for people who wait. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = step -> {};

    /** A step begins; a few words, such as {@code reading the catalog}. */
    void begins(String step);
}

package dev.waybill.verify.check;

/** Is told how far the check has got. Called by one thread. */
public interface Progress {
    /** For those who do not care. */
    Progress NONE = new Progress() {
        @Override
        public void receipts(long done, long total) {}

        @Override
        public void objects(long bytes, long total) {}
    };

    /** Receipts are being read. */
    void receipts(long done, long total);

    /** Objects are being read: so many of the bytes that receipts name. */
    void objects(long bytes, long total);
}

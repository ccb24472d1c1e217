package dev.waybill.app.replay;

/** Where they were delivered before, as far as the ledger names them: delivering them again changes nothing that is there. */
public record OriginalPlace() implements ReplayPlace {
    static final String WORD = "original";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String text(ReplayId id) {
        return "the original place";
    }
}

package dev.waybill.control.doctor.check;

/**
 * What the tenant's administrator has to apply.
 *
 * @param document the corrected document's name, as {@code apply --letters} writes it
 * @param sid the id of the statement in it that is about what was found
 * @param statement that statement, as JSON
 * @param text the whole document
 */
public record Correction(String document, String sid, String statement, String text) {
    /** Without the texts: a trust policy holds the tenant's external id. */
    @Override
    public String toString() {
        return "Correction[" + document + ", " + sid + "]";
    }
}

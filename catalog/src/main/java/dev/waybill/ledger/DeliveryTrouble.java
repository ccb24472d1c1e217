package dev.waybill.ledger;

/**
 * Why something was not delivered, as the sink's log words it.
 *
 * @param reason one of the sink's errors, {@code ROLE_REFUSED}
 * @param detail what was seen, such as an error code; never content or secrets
 * @param advice what it means and what to do
 */
public record DeliveryTrouble(String reason, String detail, String advice) {}

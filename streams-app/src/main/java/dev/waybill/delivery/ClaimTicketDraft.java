package dev.waybill.delivery;

import dev.waybill.event.DropReason;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why the current record cannot be processed; the processor adds where it stands.
 *
 * @param reason why
 * @param schemaId of the registry, where the record names one
 * @param export the export it is withheld from; empty where no export can take it
 */
public record ClaimTicketDraft(DropReason reason, OptionalInt schemaId, Optional<String> export) {}

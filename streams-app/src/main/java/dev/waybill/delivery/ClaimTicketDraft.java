package dev.waybill.delivery;

import dev.waybill.event.DropReason;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why the current record cannot be processed; whoever writes the ticket adds where it stands.
 *
 * @param reason why
 * @param field path of the field it is about, as our schema calls it; empty where it is about no single one
 * @param schemaId of the registry, where the record names one
 * @param export the export it is withheld from; empty where no export can take it
 */
public record ClaimTicketDraft(
        DropReason reason, Optional<String> field, OptionalInt schemaId, Optional<String> export) {}

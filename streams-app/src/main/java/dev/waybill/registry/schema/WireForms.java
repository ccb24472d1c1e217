package dev.waybill.registry.schema;

import dev.waybill.event.DropReason;
import org.apache.avro.Schema;

/**
 * Has one thing for each kind of {@link WriterSchema}, so that no kind can be forgotten.
 *
 * @param <T> what that is
 */
public interface WireForms<T> {
    /** For values in Avro's binary encoding. */
    T avro(Schema schema);

    /** For values that are JSON texts. */
    T json();

    /** For values that are messages of {@code file}, behind the place of the message's type in it. */
    T protobuf(ProtobufFile file);

    /** For values that cannot be read. */
    T none(DropReason reason);
}

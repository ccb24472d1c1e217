package dev.waybill.wire;

import dev.waybill.event.DropReason;
import dev.waybill.registry.ProtobufFile;
import dev.waybill.registry.WireForms;
import org.apache.avro.Schema;

/** Makes the reader for each kind of schema; confined to one thread, as are the readers. */
final class ValueReaders implements WireForms<ValueReader> {
    private final AvroPlanner avro;
    private final JsonEvents json;
    private final ProtobufPlanner protobuf;
    private final AvroInput input = new AvroInput();

    ValueReaders(AvroPlanner avro, JsonEvents json, ProtobufPlanner protobuf) {
        this.avro = avro;
        this.json = json;
        this.protobuf = protobuf;
    }

    @Override
    public ValueReader avro(Schema schema) {
        AvroStep plan = avro.plan(schema);
        return (value, from, into) -> {
            input.reset(value, from);
            plan.read(input, into);
            if (!input.atEnd()) {
                throw RefusedException.MALFORMED_AVRO;
            }
        };
    }

    @Override
    public ValueReader json() {
        return json::read;
    }

    @Override
    public ValueReader protobuf(ProtobufFile file) {
        return new ProtobufValues(file, protobuf);
    }

    @Override
    public ValueReader none(DropReason reason) {
        return ValueReader.refusing(reason);
    }
}

package dev.waybill.wire;

import dev.waybill.event.DropReason;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.WireForms;
import dev.waybill.wire.avro.AvroPlanner;
import dev.waybill.wire.json.JsonEvents;
import dev.waybill.wire.protobuf.ProtobufPlanner;
import dev.waybill.wire.rule.ValueReader;
import org.apache.avro.Schema;

/** Makes the reader for each kind of schema; confined to one thread, as are the readers. */
final class ValueReaders implements WireForms<ValueReader> {
    private final AvroPlanner avro;
    private final JsonEvents json;
    private final ProtobufPlanner protobuf;

    ValueReaders(AvroPlanner avro, JsonEvents json, ProtobufPlanner protobuf) {
        this.avro = avro;
        this.json = json;
        this.protobuf = protobuf;
    }

    @Override
    public ValueReader avro(Schema schema) {
        return avro.reader(schema);
    }

    @Override
    public ValueReader json() {
        return json::read;
    }

    @Override
    public ValueReader protobuf(ProtobufFile file) {
        return protobuf.reader(file);
    }

    @Override
    public ValueReader none(DropReason reason) {
        return ValueReader.refusing(reason);
    }
}

package dev.waybill.wire.protobuf;

import com.google.protobuf.CodedInputStream;
import dev.waybill.event.Event;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.ProtobufMessage;
import dev.waybill.wire.rule.RefusedException;
import dev.waybill.wire.rule.ValueReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the messages of one file: first where the message's type stands in the file, a zigzag number of steps and as many
 * indexes, of which a lone zero means the first message; then the message. Confined to one thread.
 */
final class ProtobufValues implements ValueReader {
    private static final int MAX_STEPS = 64;
    private static final List<Integer> FIRST = List.of(0);

    private final ProtobufFile file;
    private final ProtobufPlanner planner;
    private final Map<List<Integer>, Optional<ProtobufEvents>> plans = new HashMap<>();

    ProtobufValues(ProtobufFile file, ProtobufPlanner planner) {
        this.file = file;
        this.planner = planner;
    }

    @Override
    public void read(byte[] value, int from, Event into) throws RefusedException {
        try {
            ProtobufInput in = new ProtobufInput(value, from, value.length);
            plan(place(in.coded())).read(in, into);
        } catch (IOException malformed) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
    }

    private static List<Integer> place(CodedInputStream in) throws IOException, RefusedException {
        int steps = in.readSInt32();
        if (steps == 0) {
            return FIRST;
        }
        if (steps < 0 || steps > MAX_STEPS) {
            throw RefusedException.MALFORMED_PROTOBUF;
        }
        List<Integer> place = new ArrayList<>(steps);
        for (int i = 0; i < steps; i++) {
            place.add(in.readSInt32());
        }
        return place;
    }

    private ProtobufEvents plan(List<Integer> place) throws RefusedException {
        Optional<ProtobufEvents> plan = plans.get(place);
        if (plan == null) {
            ProtobufMessage message = file.message(place).orElseThrow(() -> RefusedException.MALFORMED_PROTOBUF);
            plan = planner.plan(file, message);
            plans.put(place, plan);
        }
        return plan.orElseThrow(() -> RefusedException.INCOMPATIBLE_SCHEMA);
    }
}

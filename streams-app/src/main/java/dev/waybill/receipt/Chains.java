package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.verify.receipt.ChainState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The chains of exports, one for each place. Windows that go to another place than those before them begin a new chain there,
 * also where there was one earlier; what is late or shows itself afterwards joins the chain of its own place.
 */
final class Chains {
    private final BatchStore store;
    private final ReceiptKeys keys;

    Chains(BatchStore store, ReceiptKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** What the next receipt of windows at this place must know. */
    ChainState forWindows(ExportId export, ExportState state, String place) {
        return state.place().equals(place) ? forOthers(export, state, place) : begun(export, state);
    }

    /** What the next receipt of late events, or of others that showed themselves afterwards, must know at this place. */
    ChainState forOthers(ExportId export, ExportState state, String place) {
        return find(export, place).orElseGet(() -> begun(export, state));
    }

    /** Keeps what the receipt after the next one must know. */
    void put(ExportId export, String place, ChainState chain) {
        store.put(keys.chain(export, place), encode(chain));
    }

    private ChainState begun(ExportId export, ExportState state) {
        if (state.chains() == 0) {
            return ChainState.BEGIN;
        }
        ChainState before = find(export, state.place()).orElse(ChainState.BEGIN).atNewDestination();
        return new ChainState(state.chains() + 1, 0, Optional.empty(), before.continues());
    }

    private Optional<ChainState> find(ExportId export, String place) {
        byte[] stored = store.find(keys.chain(export, place));
        return stored == null ? Optional.empty() : Optional.of(decode(stored));
    }

    private static byte[] encode(ChainState chain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(chain.number());
            out.writeLong(chain.seq());
            out.writeUTF(chain.last().orElse(""));
            out.writeUTF(chain.continues().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ChainState decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            return new ChainState(in.readLong(), in.readLong(), text(in), text(in));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged chain", e);
        }
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        return Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
    }
}

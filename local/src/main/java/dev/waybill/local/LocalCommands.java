package dev.waybill.local;

import dev.waybill.cli.MoreCommands;
import java.util.List;

/** The commands that run servers on this machine, and the one that tells a shell of all commands. */
public final class LocalCommands implements MoreCommands {
    @Override
    public List<Object> commands() {
        return List.of(new LocalCommand(), new LocalStoreCommand(), new CompletionCommand());
    }
}

package dev.waybill.control.console.access;

import dev.waybill.files.FileVersion;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, read again when the file changes, at most {@link #LOOK} after that. Without a file nobody has a token.
 * A file that cannot be read leaves those before it in force, and {@link #problem} says so until it is put right: a slip of the
 * pen locks nobody out. Thread-safe.
 */
public final class LiveTokens implements Tokens {
    static final Duration LOOK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(LiveTokens.class);

    private final Path file;
    private final LongSupplier nanoTime;
    private volatile State state;

    /** @param version of the file that was read last, if it could be */
    private record State(long lookedAt, FileVersion version, List<TokenEntry> entries, Optional<String> problem) {}

    /**
     * Reads the file.
     *
     * @throws SpecException if something is wrong with it
     * @throws IOException if there is none, or it cannot be read
     */
    public static LiveTokens open(Path file) throws IOException {
        return open(file, System::nanoTime);
    }

    static LiveTokens open(Path file, LongSupplier nanoTime) throws IOException {
        FileVersion version = FileVersion.of(file);
        return new LiveTokens(
                file,
                nanoTime,
                new State(nanoTime.getAsLong(), version, TokenFile.read(file).entries(), Optional.empty()));
    }

    private LiveTokens(Path file, LongSupplier nanoTime, State state) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.state = state;
    }

    @Override
    public List<TokenEntry> entries() {
        long now = nanoTime.getAsLong();
        if (now - state.lookedAt() >= LOOK.toNanos()) {
            look(now);
        }
        return state.entries();
    }

    /** Why the file as it is now does not count; empty if it does. */
    public Optional<String> problem() {
        entries();
        return state.problem();
    }

    private synchronized void look(long now) {
        State before = state;
        if (now - before.lookedAt() < LOOK.toNanos()) {
            return;
        }
        try {
            FileVersion version = FileVersion.of(file);
            state = version.equals(before.version())
                    ? new State(now, version, before.entries(), before.problem())
                    : read(now, version);
        } catch (NoSuchFileException e) {
            state = new State(
                    now,
                    FileVersion.NONE,
                    List.of(),
                    Optional.of("there is no file of tokens, so nobody has one: " + file));
        } catch (IOException e) {
            state = new State(
                    now,
                    FileVersion.NONE,
                    before.entries(),
                    Optional.of("the file of tokens cannot be read; those before it hold: " + file));
        } catch (SpecException e) {
            state = new State(
                    now,
                    FileVersion.NONE,
                    before.entries(),
                    Optional.of("the file of tokens is wrong; those before it hold: " + e.getMessage()));
        }
        report(before);
    }

    private State read(long now, FileVersion version) throws IOException {
        TokenFile read = TokenFile.read(file);
        LOG.info("The tokens were read again: there are {}", read.entries().size());
        return new State(now, version, read.entries(), Optional.empty());
    }

    private void report(State before) {
        state.problem()
                .filter(problem -> !before.problem().equals(state.problem()))
                .ifPresent(LOG::error);
    }
}

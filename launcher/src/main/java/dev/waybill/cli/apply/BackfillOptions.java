package dev.waybill.cli.apply;

import dev.waybill.app.replay.BegunReplays;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.cli.frame.AppOptions;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.cli.replay.AppReplays;
import dev.waybill.cli.replay.RunningReplay;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether new exports get the time before them, and how the application is configured that delivers it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BackfillOptions {
    @Option(
            names = "--backfill",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Also deliver, of exports that are new or come back, this much time before they begin, as in"
                    + " P7D, as far as the input holds it; goes on where it was when it is said again. It needs the"
                    + " configuration of run: --config, -D.")
    private @Nullable Duration back;

    /**
     * What is to be delivered; empty if nobody asked.
     *
     * @param application its configuration
     * @param client settings of any client of the cluster that is applied to
     * @param err where progress is shown
     * @throws IOException if the configuration cannot be read
     * @throws dev.waybill.spec.yaml.SpecException if something is wrong with it
     * @throws UsageException if it is that of another application
     */
    Optional<Backfill> of(AppOptions application, Map<String, Object> client, String applicationId, PrintWriter err)
            throws IOException {
        Duration asked = back;
        if (asked == null) {
            return Optional.empty();
        }
        ReplaySetup setup = AppReplays.setup("--backfill", application, System.getenv(), client, applicationId);
        return Optional.of(new Backfill(asked, new ByReplay(setup, err)));
    }

    /** @param err where progress is shown */
    private record ByReplay(ReplaySetup setup, PrintWriter err) implements Histories {
        @Override
        public void begin(List<ReplayRequest> histories) {
            new BegunReplays(setup, Clock.systemUTC()).begin(histories);
        }

        @Override
        public List<ReplayRequest> unfinished(List<ReplayRequest> histories) {
            return new BegunReplays(setup, Clock.systemUTC()).unfinished(histories);
        }

        @Override
        public Optional<ReplayReport> run(ReplayRequest history) {
            return RunningReplay.run(new Replay(setup, Clock.systemUTC()), history, Optional.empty(), err);
        }
    }
}

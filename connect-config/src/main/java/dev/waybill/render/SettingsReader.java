package dev.waybill.render;

import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.spec.ByteSize;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code settings} of {@code platform.yaml}; see {@code docs/reference/catalog.md}. What it leaves out is Waybill's default. */
final class SettingsReader {
    private SettingsReader() {}

    static SettingsWish read(Optional<Mapping> settings) {
        return settings.map(SettingsReader::read).orElse(SettingsWish.DEFAULTS);
    }

    private static SettingsWish read(Mapping mapping) {
        PlatformSettings defaults = PlatformSettings.DEFAULT;
        long runSize = mapping.parsed("run-size", SettingsReader::size).orElse(defaults.runSize());
        Duration slack = duration(mapping, "slack").orElse(defaults.slack());
        Duration lateness = duration(mapping, "lateness").orElse(defaults.lateness());
        Duration futureSkew = duration(mapping, "future-skew").orElse(defaults.futureSkew());
        Duration history = duration(mapping, "history").orElse(defaults.history());
        Duration margin = duration(mapping, "margin").orElse(SettingsRecord.DEFAULT_MARGIN);
        Duration lead = duration(mapping, "lead").orElse(futureSkew.plus(SettingsRecord.DEFAULT_NOTICE));
        if (mapping.isClean() && margin.compareTo(lead) >= 0) {
            mapping.report(Problem.at(mapping.place().key("lead"), "must be above the margin")
                    .hint("the lead is " + lead + ", the margin " + margin));
        }
        mapping.finish();
        PlatformSettings platform = new PlatformSettings(
                defaults.from(), runSize, slack, lateness, futureSkew, history, defaults.unknown());
        return new SettingsWish(lead, margin, platform, Map.of());
    }

    private static long size(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < 1) {
            throw new IllegalArgumentException("must be at least 1B");
        }
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be below 2GiB");
        }
        return bytes;
    }

    private static Optional<Duration> duration(Mapping mapping, String key) {
        Function<String, Duration> parser = text -> {
            Duration duration;
            try {
                duration = Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("must be a duration; write minutes as in PT5M, seconds as in PT10S");
            }
            if (duration.isNegative()) {
                throw new IllegalArgumentException("must not be negative");
            }
            return duration;
        };
        return mapping.parsed(key, parser);
    }
}

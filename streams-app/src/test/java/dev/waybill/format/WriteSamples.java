package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Writes a part of every format to a directory, to be opened with other people's tools: {@code WriteSamples DIR COUNT}. */
final class WriteSamples {
    private WriteSamples() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (OutputFormat format : Kinds.varied().toList()) {
            for (EventType type : Kinds.typesOf(format).toList()) {
                Random random = new Random(11);
                List<Event> events = Stream.generate(() -> event(type, random))
                        .limit(Long.parseLong(arguments[1]))
                        .toList();
                String name = format.spec().name().kind() + "-"
                        + Integer.toHexString(format.toString().hashCode()) + "-" + type.name() + format.extension();
                Files.write(directory.resolve(name), Parts.write(format, type, events));
            }
        }
    }

    private static Event event(EventType type, Random random) {
        Event event = SampleEvents.random(type, random);
        switch (random.nextInt(8)) {
            case 0 -> SampleEvents.set(event, "user_agent.raw", "Mozilla/5.0 (X11; \"quoted\" é) \\ 100%\nnext");
            case 1 -> SampleEvents.set(event, "uri", "/a/漢字?q=\"x\"&r=1%20\u2028");
            case 2 -> SampleEvents.set(event, "referer", "https://example.test/a?b=c,d");
            default -> {}
        }
        return event;
    }
}

package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.render.FileChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What becomes of the settings that all processes share.
 *
 * @param keys that change
 * @param from the event time from which on they hold; empty where nothing changes that decides bytes, and for the first ones,
 *     which hold always
 * @param notes what else somebody should know, in sentences
 * @param documents the operator's files that change, by name
 */
public record SettingsEffect(
        List<KeyChange> keys, Optional<Instant> from, List<String> notes, SortedMap<String, FileChange> documents) {
    public SettingsEffect {
        keys = List.copyOf(keys);
        notes = List.copyOf(notes);
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    static SettingsEffect of(Optional<SettingsRecord> before, SettingsWish wish, Instant notBefore) {
        Map<String, String> old = before.<Map<String, String>>map(
                        settings -> texts(settings.lead(), settings.margin(), settings.last()))
                .orElse(Map.of());
        Duration lead =
                before.map(settings -> longer(settings.lead(), wish.lead())).orElse(wish.lead());
        Duration margin =
                before.map(settings -> longer(settings.margin(), wish.margin())).orElse(wish.margin());
        List<KeyChange> keys = new ArrayList<>();
        texts(lead, margin, wish.platform()).forEach((key, text) -> {
            if (!text.equals(old.get(key))) {
                keys.add(new KeyChange(key, Optional.ofNullable(old.get(key)), Optional.of(text)));
            }
        });
        Map<String, String> oldFiles = before.map(SettingsRecord::documents).orElse(Map.of());
        SortedMap<String, FileChange> documents = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(oldFiles.keySet());
        names.addAll(wish.documents().keySet());
        for (String name : names) {
            String was = oldFiles.getOrDefault(name, "");
            String is = wish.documents().getOrDefault(name, "");
            if (!was.equals(is)) {
                documents.put(name, new FileChange(was, is));
            }
        }
        boolean decidesBytes = before.isPresent()
                && keys.stream()
                        .anyMatch(change ->
                                !change.key().equals("lead") && !change.key().equals("margin"));
        List<String> notes = Stream.concat(
                        raisedOnly("lead", lead, wish.lead()), raisedOnly("margin", margin, wish.margin()))
                .toList();
        return new SettingsEffect(keys, decidesBytes ? Optional.of(notBefore) : Optional.empty(), notes, documents);
    }

    private static Stream<String> raisedOnly(String key, Duration holds, Duration wished) {
        return holds.equals(wished)
                ? Stream.empty()
                : Stream.of(key + " stays " + holds + ", though " + wished + " is asked for: it is only ever raised");
    }

    private static SortedMap<String, String> texts(Duration lead, Duration margin, PlatformSettings settings) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put("lead", lead.toString());
        texts.put("margin", margin.toString());
        texts.put("run-size", settings.runSize() + " B");
        texts.put("slack", settings.slack().toString());
        texts.put("lateness", settings.lateness().toString());
        texts.put("future-skew", settings.futureSkew().toString());
        texts.put("history", settings.history().toString());
        return texts;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}

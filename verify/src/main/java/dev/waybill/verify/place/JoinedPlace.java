package dev.waybill.verify.place;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All destinations of an export that was redirected, as one: what was delivered before stands at the first, and what came after
 * at the last. An object that is in several, since it was delivered again, counts once: that of the first. Remembers the names of
 * all that was listed, and opens nothing else.
 */
public final class JoinedPlace implements Place {
    private final List<Place> places;
    private final Map<String, Place> owners = new ConcurrentHashMap<>();

    /** @param places in the order in which they were delivered to; they are closed with this one */
    public JoinedPlace(List<? extends Place> places) {
        this.places = List.copyOf(places);
        if (this.places.size() < 2) {
            throw new IllegalArgumentException("one place needs no other to be joined with");
        }
    }

    @Override
    public String description() {
        return places.stream().map(Place::description).collect(Collectors.joining(" and "));
    }

    @Override
    public int parallelism() {
        return places.stream().mapToInt(Place::parallelism).max().orElse(1);
    }

    @Override
    public int destinations() {
        return places.size();
    }

    @Override
    public void list(String beginning, Visitor visitor) throws IOException {
        for (Place place : places) {
            place.list(beginning, object -> {
                Place owner = owners.putIfAbsent(object.name(), place);
                if (owner == null || owner == place) {
                    visitor.visit(object);
                }
            });
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        Place owner = owners.get(name);
        if (owner == null) {
            throw new NoSuchFileException(name);
        }
        return owner.open(name);
    }

    @Override
    public void close() {
        places.forEach(Place::close);
    }
}

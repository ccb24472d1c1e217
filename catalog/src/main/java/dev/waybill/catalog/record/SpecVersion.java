package dev.waybill.catalog.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One content of an export's spec. Held as text, because most versions of ten thousand tenants are never looked at.
 *
 * @param id the config-version: what the record says, never computed anew from the text, so that windows keep their
 *     version when a later program writes specs differently
 * @param json the canonical spec, switched on: whether an export is on is a matter of its reigns
 */
public record SpecVersion(String id, String json) {
    private static final int ID_LENGTH = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The version of a spec. Everything in the spec is part of it, the destination too: a part goes where its version
     * says.
     */
    public static SpecVersion of(ExportSpec spec) {
        String json = CanonicalSpec.json(spec.withEnabled(true));
        return new SpecVersion(id(json), json);
    }

    /** Whether the text is the one that the id was made from, so that it is as it was written. */
    boolean isIntact() {
        return id.equals(id(json));
    }

    /**
     * The spec, read anew at each call: callers keep it.
     *
     * @throws SpecException if this program cannot read it: a record is read whatever its specs say. Whoever has to do with
     *     more than one export asks for {@link #spec(Consumer)}
     */
    public ExportSpec spec() {
        return CanonicalSpec.parse(json);
    }

    /**
     * The spec, read anew at each call; empty if this program cannot read it.
     *
     * @param why takes the reason then
     */
    public Optional<ExportSpec> spec(Consumer<SpecException> why) {
        try {
            return Optional.of(spec());
        } catch (SpecException e) {
            why.accept(e);
            return Optional.empty();
        }
    }

    /**
     * Whether its events come from this source. Told by the text alone, so that a spec which this program cannot read concerns
     * nobody but those who deliver that source.
     */
    public boolean isOf(Source source) {
        try {
            return JSON.readTree(json).path("source").asText().equals(YamlName.of(source));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a version's text is JSON", e);
        }
    }

    private static String id(String json) {
        return Sha256.hex(json).substring(0, ID_LENGTH);
    }
}

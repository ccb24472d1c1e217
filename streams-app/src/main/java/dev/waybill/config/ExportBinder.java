package dev.waybill.config;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.event.EventType;
import dev.waybill.event.FieldSet;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.Intake;
import dev.waybill.export.PartForm;
import dev.waybill.export.RowMaker;
import dev.waybill.export.Versions;
import dev.waybill.format.OutputFormat;
import dev.waybill.kind.ExportKinds;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.kind.layout.LayoutSpec;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.layout.Layout;
import dev.waybill.redact.FieldEdit;
import dev.waybill.redact.Redaction;
import dev.waybill.redact.Redactor;
import dev.waybill.redact.SecretLookup;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Expressions;
import dev.waybill.select.SelectionException;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Schedule;
import dev.waybill.wire.rule.EventTypes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes versions of exports from their specs. Immutable; what it makes is confined to one thread, so each thread has its own.
 */
public final class ExportBinder {
    private static final Behaviours<RedactionSpec, Redaction> REDACTIONS =
            Behaviours.of(RedactionSpec.class, Redaction.class);
    private static final Behaviours<FormatSpec, OutputFormat> FORMATS =
            Behaviours.of(FormatSpec.class, OutputFormat.class);
    private static final Behaviours<LayoutSpec, Layout> LAYOUTS = Behaviours.of(LayoutSpec.class, Layout.class);

    private final Map<Source, EventType> types;
    private final Map<Source, Expressions> expressions = new EnumMap<>(Source.class);
    private final SecretLookup secrets;

    /** A binder for these event types, one for each source. */
    public ExportBinder(Map<Source, EventType> types, SecretLookup secrets) {
        this.types = new EnumMap<>(types);
        types.forEach((source, type) -> expressions.put(source, Expressions.of(type)));
        this.secrets = secrets;
    }

    /** A binder for the current schemas of both sources. */
    public static ExportBinder forCurrentSchemas(SecretLookup secrets) {
        Map<Source, EventType> types = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            types.put(source, EventTypes.of(EventSchemas.schema(source)));
        }
        return new ExportBinder(types, secrets);
    }

    /** The events of a source as the versions of this binder know them. */
    public EventType type(Source source) {
        return Optional.ofNullable(types.get(source))
                .orElseThrow(() -> new IllegalStateException("no event type for source " + source));
    }

    /** The expressions over the events of a source, which all versions of this binder share. */
    private Expressions expressions(Source source) {
        return Optional.ofNullable(expressions.get(source))
                .orElseThrow(() -> new IllegalStateException("no event type for source " + source));
    }

    /**
     * What is wrong with the exports, the disabled ones too, so that it is known before they are enabled. A fault of our own
     * that a spec brings to light is that spec's problem and no other's.
     *
     * @param places where a value of an export stands, for messages; its second argument is the path below the export
     */
    public List<Problem> problems(List<ExportSpec> specs, BiFunction<ExportId, String, Place> places) {
        List<Problem> problems = new ArrayList<>();
        PartitionVersions versions = new PartitionVersions(this);
        for (ExportSpec spec : specs) {
            Function<String, Place> below = path -> places.apply(spec.exportId(), path);
            try {
                intake(spec, versions, below, problems::add);
                layout(spec.layout(), type(spec.source()), below.apply("layout"), problems::add);
            } catch (RuntimeException | StackOverflowError e) {
                problems.add(fault(below.apply("id"), e));
            }
        }
        return problems;
    }

    /** Makes the versions of one source partition. */
    public Versions forPartition() {
        return new PartitionVersions(this);
    }

    /**
     * The version of a spec, on its own.
     *
     * @throws SpecException with the problems of format and layout
     */
    public ExportVersion bind(String configVersion, ExportSpec spec) {
        return forPartition().of(configVersion, spec);
    }

    /**
     * What the redactions of a spec do to the fields of its events, in their order; for one thread.
     *
     * @throws SpecException with what is wrong with them
     */
    public List<FieldEdit> edits(ExportSpec spec) {
        List<Problem> problems = new ArrayList<>();
        String file = spec.exportId().toString();
        return edits(spec, type(spec.source()), below -> Place.of(file, below), problems::add)
                .orElseThrow(() -> new SpecException(problems));
    }

    ExportVersion bind(String configVersion, ExportSpec spec, PartitionVersions versions) {
        String file = spec.exportId().toString();
        try {
            return bind(configVersion, spec, versions, file);
        } catch (SpecException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SpecException(List.of(fault(Place.of(file, "id"), e)));
        }
    }

    private ExportVersion bind(String configVersion, ExportSpec spec, PartitionVersions versions, String file) {
        List<Problem> problems = new ArrayList<>();
        EventType type = type(spec.source());
        Optional<OutputFormat> format = format(spec.format(), type, Place.of(file, "format"), problems::add);
        Optional<Layout> layout = layout(spec.layout(), type, Place.of(file, "layout"), problems::add);
        if (format.isEmpty() || layout.isEmpty()) {
            throw new SpecException(problems);
        }
        return new ExportVersion(
                configVersion,
                spec,
                type,
                new PartForm(format.get(), layout.get(), spec.partSize()),
                () -> intake(spec, versions));
    }

    private Intake intake(ExportSpec spec, PartitionVersions versions) {
        List<Problem> problems = new ArrayList<>();
        String file = spec.exportId().toString();
        try {
            return intake(spec, versions, below -> Place.of(file, below), problems::add)
                    .orElseThrow(() -> new SpecException(problems));
        } catch (SpecException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new SpecException(List.of(fault(Place.of(file, "id"), e)));
        }
    }

    private Optional<Intake> intake(
            ExportSpec spec, PartitionVersions versions, Function<String, Place> places, Consumer<Problem> problems) {
        EventType type = type(spec.source());
        Optional<EventFilter> filter = filter(spec, places, problems);
        List<Problem> ofFormat = new ArrayList<>();
        Optional<OutputFormat> format = format(spec.format(), type, places.apply("format"), ofFormat::add);
        FieldSet shown = format.map(known -> known.fields(type)).orElseGet(() -> FieldSet.all(type));
        Optional<Redactor> redactor = redactor(spec, type, shown, places, problems);
        ofFormat.forEach(problems);
        Optional<Schedule> schedule = schedule(spec, places, problems);
        if (filter.isEmpty() || redactor.isEmpty() || format.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        RowMaker rows = versions.rows(
                spec, () -> new RowMaker(redactor.get(), format.get().rowEncoder(type)));
        return Optional.of(new Intake(filter.get(), rows, versions.schedule(spec, schedule.get())));
    }

    private static Problem fault(Place place, Throwable fault) {
        return Problem.at(
                        place,
                        "brings a fault of Waybill to light: "
                                + fault.getClass().getName() + " at " + fault.getStackTrace()[0])
                .hint("report it with this spec");
    }

    private Optional<EventFilter> filter(ExportSpec spec, Function<String, Place> places, Consumer<Problem> problems) {
        try {
            return Optional.of(EventFilter.compile(spec, expressions(spec.source())));
        } catch (SelectionException e) {
            e.findings()
                    .forEach(finding -> problems.accept(new Problem(
                            places.apply("select." + finding.path()),
                            finding.value(),
                            finding.message(),
                            finding.hint())));
            return Optional.empty();
        }
    }

    private Optional<Redactor> redactor(
            ExportSpec spec,
            EventType type,
            FieldSet shown,
            Function<String, Place> places,
            Consumer<Problem> problems) {
        return edits(spec, type, places, problems).map(edits -> Redactor.of(edits, type, shown));
    }

    /** Empty if not every redaction can be made. */
    private Optional<List<FieldEdit>> edits(
            ExportSpec spec, EventType type, Function<String, Place> places, Consumer<Problem> problems) {
        List<FieldEdit> edits = new ArrayList<>();
        int usable = 0;
        for (int i = 0; i < spec.redact().size(); i++) {
            Place place = places.apply("redact[" + i + "]");
            Optional<List<FieldEdit>> made = ExportKinds.REDACTIONS
                    .read(spec.redact().get(i), type.leaves(), place, problems)
                    .map(REDACTIONS::of)
                    .flatMap(redaction -> edits(redaction, type, place, problems));
            if (made.isPresent()) {
                edits.addAll(made.get());
                usable++;
            }
        }
        return usable == spec.redact().size() ? Optional.of(edits) : Optional.empty();
    }

    /** Asks for secrets once: the key that was checked is the one that is used. */
    private Optional<List<FieldEdit>> edits(
            Redaction redaction, EventType type, Place place, Consumer<Problem> problems) {
        try {
            return Optional.of(redaction.edits(type, secrets));
        } catch (IllegalArgumentException e) {
            problems.accept(Problem.of(place, String.valueOf(e.getMessage()), ""));
            return Optional.empty();
        }
    }

    private static Optional<OutputFormat> format(
            KindSpec node, EventType type, Place place, Consumer<Problem> problems) {
        return ExportKinds.FORMATS.read(node, type.leaves(), place, problems).map(FORMATS::of);
    }

    private static Optional<Layout> layout(KindSpec node, EventType type, Place place, Consumer<Problem> problems) {
        return ExportKinds.LAYOUTS.read(node, type.leaves(), place, problems).map(LAYOUTS::of);
    }

    private static Optional<Schedule> schedule(
            ExportSpec spec, Function<String, Place> places, Consumer<Problem> problems) {
        try {
            return Optional.of(Schedule.of(spec.schedule()));
        } catch (IllegalArgumentException e) {
            problems.accept(Problem.of(
                    places.apply("schedule.every"),
                    String.valueOf(e.getMessage()),
                    spec.schedule().every()));
            return Optional.empty();
        }
    }
}

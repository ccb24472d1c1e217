package dev.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rooms of this module, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final String[] PURE = {
        "dev.waybill.event..",
        "dev.waybill.select..",
        "dev.waybill.redact..",
        "dev.waybill.window..",
        "dev.waybill.export..",
        "dev.waybill.batch..",
        "dev.waybill.delivery..",
        "dev.waybill.receipt..",
        "dev.waybill.format..",
        "dev.waybill.layout.."
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill");

    @TestFactory
    Stream<DynamicTest> rules() {
        return Stream.of(
                        pureRoomsDoNoInputOrOutput(),
                        pureRoomsKnowNoFramework(),
                        pureRoomsKnowNoOtherRoom(),
                        ofThePureRoomsOnlyDeliveryAndReceiptsKnowTheCatalog(),
                        onlyTheApplicationReadsTheCatalog(),
                        onlyTheKafkaRoomsImportKafka(),
                        onlyTheMetricsRoomImportsMicrometer(),
                        onlyTheFormatRoomImportsParquet(),
                        onlyTheSelectRoomImportsTheExpressionLanguage(),
                        onlyTheRegistryRoomParsesProtobufFiles(),
                        onlyTheEngineKnowsItsRooms(),
                        roomsOfTheEngineImportDownwards(),
                        roomsOfTheWireImportDownwards(),
                        roomsOfSpecsImportDownwards(),
                        schemasKnowNothingOfTheirRegistry(),
                        roomsImportDownwards())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }

    private static ArchRule pureRoomsDoNoInputOrOutput() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(io\\.(File|RandomAccessFile).*|net\\.(?!IDN|URI$|URLEncoder|URLDecoder).*"
                        + "|nio\\.(file|channels)\\..*|sql\\..*)")
                .allowEmptyShould(true)
                .as("pure rooms open no file and no connection");
    }

    private static ArchRule pureRoomsKnowNoFramework() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "com.fasterxml.jackson..", "io.micrometer..", "org.slf4j..")
                .as("pure rooms know no Kafka, Jackson, metrics or logging");
    }

    private static ArchRule pureRoomsKnowNoOtherRoom() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.waybill.wire..",
                        "dev.waybill.registry..",
                        "dev.waybill.kafka..",
                        "dev.waybill.topology..",
                        "dev.waybill.metrics..",
                        "dev.waybill.http..",
                        "dev.waybill.config..",
                        "dev.waybill.secrets..",
                        "dev.waybill.imports..",
                        "dev.waybill.app..")
                .as("pure rooms know each other only");
    }

    private static ArchRule ofThePureRoomsOnlyDeliveryAndReceiptsKnowTheCatalog() {
        return noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackages("dev.waybill.delivery..", "dev.waybill.receipt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.catalog..")
                .as("of the pure rooms only delivery and receipts know the catalog");
    }

    private static ArchRule onlyTheApplicationReadsTheCatalog() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.app..", "dev.waybill.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.catalog.topic..", "dev.waybill.catalog.plan..")
                .as("only the application reads the catalog's topic, and nobody plans changes");
    }

    private static ArchRule onlyTheKafkaRoomsImportKafka() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.waybill.clients..",
                        "dev.waybill.catalog..",
                        "dev.waybill.kafka..",
                        "dev.waybill.topology..",
                        "dev.waybill.app..",
                        "dev.waybill.imports..",
                        "dev.waybill.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .as(
                        "only kafka, topology and app, the import of logs, and the edges that start and measure them, import Kafka");
    }

    private static ArchRule onlyTheMetricsRoomImportsMicrometer() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.metrics..", "dev.waybill.http..", "dev.waybill.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..")
                .as("only the edges import Micrometer");
    }

    private static ArchRule onlyTheFormatRoomImportsParquet() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.parquet..")
                .as("only the format room imports Parquet");
    }

    private static ArchRule onlyTheSelectRoomImportsTheExpressionLanguage() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.select..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.re2j..")
                .as("only the select room imports CEL");
    }

    private static ArchRule onlyTheRegistryRoomParsesProtobufFiles() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.registry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.squareup.wire..")
                .as("only the registry room imports Wire");
    }

    private static ArchRule onlyTheEngineKnowsItsRooms() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.batch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.batch.rows..", "dev.waybill.batch.ids..")
                .as("only the engine knows how rows and delivered ids are kept");
    }

    private static ArchRule roomsOfTheEngineImportDownwards() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("store")
                .definedBy("dev.waybill.batch.store")
                .layer("rows")
                .definedBy("dev.waybill.batch.rows")
                .layer("ids")
                .definedBy("dev.waybill.batch.ids")
                .layer("engine")
                .definedBy("dev.waybill.batch")
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ids")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("rows")
                .mayOnlyBeAccessedByLayers("ids", "engine")
                .as("rooms of the engine import downwards: store, rows, ids, engine");
    }

    private static ArchRule roomsOfTheWireImportDownwards() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("rule")
                .definedBy("dev.waybill.wire.rule")
                .layer("json")
                .definedBy("dev.waybill.wire.json")
                .layer("avro")
                .definedBy("dev.waybill.wire.avro")
                .layer("protobuf")
                .definedBy("dev.waybill.wire.protobuf")
                .layer("wire")
                .definedBy("dev.waybill.wire")
                .whereLayer("wire")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("protobuf")
                .mayOnlyBeAccessedByLayers("wire")
                .whereLayer("avro")
                .mayOnlyBeAccessedByLayers("wire")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("avro", "protobuf", "wire")
                .as("rooms of the wire import downwards: rule, json, then avro and protobuf, wire");
    }

    private static ArchRule roomsOfSpecsImportDownwards() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("yaml")
                .definedBy("dev.waybill.spec.yaml")
                .layer("destination")
                .definedBy("dev.waybill.spec.destination")
                .layer("spec")
                .definedBy("dev.waybill.spec")
                .whereLayer("spec")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("destination")
                .mayOnlyBeAccessedByLayers("spec")
                .as("rooms of specs import downwards: yaml, destination, spec");
    }

    private static ArchRule schemasKnowNothingOfTheirRegistry() {
        return noClasses()
                .that()
                .resideInAPackage("dev.waybill.registry.schema")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waybill.registry")
                .as("schemas know nothing of the registry they come from");
    }

    private static ArchRule roomsImportDownwards() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("event")
                .definedBy("dev.waybill.event..")
                .layer("rules")
                .definedBy("dev.waybill.select..", "dev.waybill.redact..", "dev.waybill.window..")
                .layer("format")
                .definedBy("dev.waybill.format..")
                .layer("layout")
                .definedBy("dev.waybill.layout..")
                .layer("export")
                .definedBy("dev.waybill.export..")
                .layer("batch")
                .definedBy("dev.waybill.batch..")
                .layer("delivery")
                .definedBy("dev.waybill.delivery..")
                .layer("receipt")
                .definedBy("dev.waybill.receipt..")
                .layer("wire")
                .definedBy("dev.waybill.wire..", "dev.waybill.registry..")
                .layer("config")
                .definedBy("dev.waybill.config..")
                .layer("kafka")
                .definedBy("dev.waybill.kafka..")
                .layer("topology")
                .definedBy("dev.waybill.topology..")
                .layer("secrets")
                .definedBy("dev.waybill.secrets..")
                .layer("app")
                .definedBy("dev.waybill.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("secrets")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("topology")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("kafka")
                .mayOnlyBeAccessedByLayers("topology", "app")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("topology", "app")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("config", "kafka", "topology", "app")
                .whereLayer("receipt")
                .mayOnlyBeAccessedByLayers("kafka", "topology", "app")
                .whereLayer("delivery")
                .mayOnlyBeAccessedByLayers("kafka", "topology", "app")
                .whereLayer("batch")
                .mayOnlyBeAccessedByLayers("delivery", "receipt", "kafka", "topology", "app")
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("batch", "delivery", "config", "kafka")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers(
                        "secrets",
                        "layout",
                        "export",
                        "batch",
                        "delivery",
                        "receipt",
                        "config",
                        "kafka",
                        "topology",
                        "app")
                .whereLayer("layout")
                .mayOnlyBeAccessedByLayers("export", "batch", "config")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("export", "batch", "delivery", "config", "app")
                .as(
                        "rooms import downwards: event, then rules, format and layout, export, batch, delivery, wire, config,"
                                + " kafka, topology, app");
    }
}

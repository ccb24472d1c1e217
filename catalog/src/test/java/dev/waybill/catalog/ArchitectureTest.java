package dev.waybill.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of this module, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.catalog", "dev.waybill.ledger");

    @Test
    void leavesKafkaAndLoggingToTheTopicRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.catalog.topic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void decidesReignsFromTimesAndSchedulesAlone() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.catalog.reign..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.waybill.window..", "dev.waybill.catalog.reign..")
                .check(CLASSES);
    }

    @Test
    void pureRoomsDoNoInputOrOutputAndAskNoClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.catalog.topic..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(io\\.(File|RandomAccessFile).*|net\\.(?!URI$).*|nio\\.(file\\.Files|channels).*"
                                + "|time\\.Clock)")
                .check(CLASSES);
    }

    @Test
    void importsDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("reign")
                .definedBy("dev.waybill.catalog.reign..")
                .layer("record")
                .definedBy("dev.waybill.catalog.record..")
                .layer("ledger")
                .definedBy("dev.waybill.ledger..")
                .layer("snapshot")
                .definedBy("dev.waybill.catalog.snapshot..")
                .layer("key")
                .definedBy("dev.waybill.catalog.key..")
                .layer("plan")
                .definedBy("dev.waybill.catalog.plan..")
                .layer("topic")
                .definedBy("dev.waybill.catalog.topic..")
                .whereLayer("topic")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("ledger")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("topic")
                .whereLayer("key")
                .mayOnlyBeAccessedByLayers("plan", "topic")
                .whereLayer("snapshot")
                .mayOnlyBeAccessedByLayers("key", "plan", "topic")
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("ledger", "snapshot", "key", "plan", "topic")
                .check(CLASSES);
    }
}

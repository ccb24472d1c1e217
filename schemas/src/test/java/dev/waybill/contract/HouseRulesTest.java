package dev.waybill.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module may import: it knows nobody but JSON, YAML and Avro. */
class HouseRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill");

    @Test
    void importsNothingButTheJdkJacksonAvroCronUtilsAndNullness() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.waybill.columns..",
                        "dev.waybill.contract..",
                        "dev.waybill.files..",
                        "dev.waybill.kind..",
                        "dev.waybill.spec..",
                        "dev.waybill.window..",
                        "com.fasterxml.jackson..",
                        "org.apache.avro..",
                        "com.cronutils..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    /** Contract, then specs, columns, and what can be asked for by kind. */
    @Test
    void noPackageImportsOneThatImportsIt() {
        slices().matching("dev.waybill.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void leavesAvroToTheContract() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.spec..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(CLASSES);
    }
}

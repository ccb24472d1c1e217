package dev.waybill.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.app.SpecCheck;
import dev.waybill.spec.SpecReader;
import org.junit.jupiter.api.Test;

/** Specs are read in one place, where all that they ask for is checked, so that no command takes what another refuses. */
class CheckedSpecsTest {
    @Test
    void nobodyReadsSpecsWithoutCheckingThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.spec..", "dev.waybill.benchmarks..")
                .and()
                .doNotBelongToAnyOf(SpecCheck.class)
                .should()
                .accessClassesThat()
                .belongToAnyOf(SpecReader.class)
                .because("SpecCheck does it")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.waybill"));
    }
}

package dev.waybill.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.files.OwnerOnly;
import dev.waybill.files.WholeFile;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files are written in one place, so that nobody forgets to write them as a whole, and secrets for their owner only. */
class WrittenFilesTest {
    private static final JavaClasses PROGRAMS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");
    private static final Set<String> WRITERS =
            Set.of("write", "writeString", "newBufferedWriter", "newOutputStream", "newByteChannel", "createFile");

    @Test
    void onlyOneRoomOpensFilesForWriting() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(WholeFile.class, OwnerOnly.class)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "opens a file for writing",
                        call -> call.getTargetOwner().isEquivalentTo(Files.class) && WRITERS.contains(call.getName())))
                .orShould()
                .callConstructorWhere(
                        DescribedPredicate.describe("opens a file for writing", call -> opensFile(call.getTarget())))
                .because("WholeFile and OwnerOnly do it")
                .check(PROGRAMS);
    }

    private static boolean opensFile(AccessTarget.ConstructorCallTarget target) {
        JavaClass owner = target.getOwner();
        return owner.isEquivalentTo(FileOutputStream.class)
                || owner.isEquivalentTo(FileWriter.class)
                || owner.isEquivalentTo(RandomAccessFile.class);
    }
}

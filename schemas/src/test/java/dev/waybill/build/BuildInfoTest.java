package dev.waybill.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void theVersionIsThatOfThePom() throws IOException {
        Matcher pom = Pattern.compile("<artifactId>waybill</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(pom.find()).isTrue();

        assertThat(BuildInfo.current().version()).isEqualTo(pom.group(1));
    }

    @Test
    void theRevisionIsACommitOrSaysThatNobodyToldIt() {
        assertThat(BuildInfo.current().revision()).matches("[0-9a-f]{40}(-dirty)?|unknown");
    }

    @Test
    void isShownAsVersionWithRevision() {
        assertThat(new BuildInfo("1.2.0", "3f2ab71-dirty")).hasToString("1.2.0 (revision 3f2ab71-dirty)");
    }

    @Test
    void aValueThatMavenDidNotFillInIsRefused() {
        assertThatThrownBy(() -> new BuildInfo("${project.version}", "unknown"))
                .hasMessage("the build's version is \"${project.version}\"; it may have letters, digits, dots, hyphens,"
                        + " underscores and plus signs");
        assertThatThrownBy(() -> new BuildInfo("1.2.0", "")).hasMessageStartingWith("the build's revision is \"\"");
    }
}

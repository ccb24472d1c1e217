package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between pages lead to a file that exists, and to a heading of it. */
class DocumentationLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                            .map(Path.of("..")::resolve),
                    files.filter(file -> file.toString().endsWith(".md")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadSomewhere(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results()).allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(HEADING.matcher(Files.readString(target)).results().map(heading -> anchor(heading.group(1))))
                        .as("headings of %s", target)
                        .contains(link.group(2));
            }
        });
    }

    /** As GitHub makes it: lower case, without punctuation, hyphens for spaces. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}

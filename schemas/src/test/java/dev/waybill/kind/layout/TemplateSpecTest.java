package dev.waybill.kind.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSpecTest {
    static Stream<Arguments> refused() {
        String pattern = "path has a date pattern that is not understood; use yyyy, yy, MM, dd, DDD, HH, mm, ss, and "
                + "other text in single quotes";
        String relative = "path must be relative, without empty segments, . and ..; write "
                + "{tenant}/{window-start:yyyy/MM/dd}/{file}";
        String unsafe = "path has a character that is not safe everywhere; use A-Z, a-z, 0-9 and /=._,+@!()-";
        return Stream.of(
                Arguments.of(
                        "{tenant}/{part}{extension}",
                        "path makes no unique names; end it with {file} or {unique}{extension}"),
                Arguments.of("", "path makes no unique names; end it with {file} or {unique}{extension}"),
                Arguments.of("{filee}", "path has an unknown placeholder {filee}; did you mean \"file\"?"),
                Arguments.of("{file", "path has a brace without its partner; write {tenant}"),
                Arguments.of("file}", "path has a brace without its partner; write {tenant}"),
                Arguments.of(
                        "{tenant:yyyy}/{file}", "path gives {tenant} a pattern; only {window-start:yyyy} takes one"),
                Arguments.of("{region}/{file}", "path holds {region}; say which in the option region"),
                Arguments.of("/{file}", relative),
                Arguments.of("{file}/", relative),
                Arguments.of("a//{file}", relative),
                Arguments.of("../{file}", relative),
                Arguments.of("a/./{file}", relative),
                Arguments.of("{window-start:'..'}/{file}", relative),
                Arguments.of("a b/{file}", unsafe),
                Arguments.of("a\\{file}", unsafe),
                Arguments.of("a\n{file}", unsafe),
                Arguments.of("\u00e9/{file}", unsafe),
                Arguments.of("{window-start:MMM}/{file}", pattern),
                Arguments.of("{window-start:MMMM}/{file}", pattern),
                Arguments.of("{window-start:EEE}/{file}", pattern),
                Arguments.of("{window-start:yyyy'}/{file}", pattern),
                Arguments.of("{window-start:'a''b'}/{file}", pattern),
                Arguments.of("{window-start:yyyy:MM}/{file}", pattern),
                Arguments.of(
                        "{file}{tenant}",
                        "path may make a segment of 267 bytes; put a slash between its placeholders, the limit is 240"),
                Arguments.of(
                        "a".repeat(1241), "path is too long; names may have 620 bytes, their template twice as many"),
                Arguments.of(
                        "{tenant}/".repeat(8) + "{file}",
                        "path may make names of 716 bytes; leave out some of it, the limit is 620"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCouldMakeUnsafeOrEqualNames(String path, String message) {
        assertThatThrownBy(() -> new TemplateSpec(path, "", "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{file}",
                "{unique}",
                "{unique}/{part}{extension}",
                "date={window-start:yyyy-MM-dd}/{file}",
                "{window-start:yyyyMMdd'T'HHmm}_{file}",
                "a(1)!=,+@_.-/{file}"
            })
    void takesSafeTemplates(String path) {
        assertThatCode(() -> new TemplateSpec(path, "", "UTC")).doesNotThrowAnyException();
    }

    @Test
    void namesPartsByWhatTheTemplateSays() {
        TemplateSpec template = new TemplateSpec(
                "{region}/{tenant}/{window-start:yyyy/MM/dd}/from-{window-start}_{file}", "eu-west-1", "Asia/Tokyo");

        String name = template.pieces()
                .name(Instant.parse("2026-03-04T20:06:07Z"), placeholder -> "<" + placeholder.word() + ">");

        assertThat(name).isEqualTo("eu-west-1/<tenant>/2026/03/05/from-20260305T050607_<file>");
    }

    @Test
    void refusesWhatIsNoZoneOrRegion() {
        assertThatThrownBy(() -> new TemplateSpec("{file}", "", "Europe/Berlim"))
                .hasMessage("zone is not a time zone; write UTC or Europe/Berlin");
        assertThatThrownBy(() -> new TemplateSpec("{file}", "eu/west", "UTC")).hasMessageStartingWith("region must be");
    }
}

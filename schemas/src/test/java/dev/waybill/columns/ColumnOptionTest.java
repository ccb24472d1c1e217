package dev.waybill.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.contract.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnOptionTest {
    private static final EventLeaves DOWNLOADS = EventLeaves.of(Source.DOWNLOAD);

    @Test
    void takesEveryLeafInTheSchemasOrderForAll() {
        // When
        List<ColumnDefinition> columns = ColumnOption.resolve(ColumnOption.ALL, DOWNLOADS);

        // Then
        assertThat(columns).extracting(ColumnDefinition::name).isEqualTo(DOWNLOADS.paths());
    }

    @Test
    void takesListedColumnsInTheOrderOfTheList() {
        // When
        List<ColumnDefinition> columns = ColumnOption.resolve(List.of("status", "user.username", "bytes"), DOWNLOADS);

        // Then
        assertThat(columns).extracting(ColumnDefinition::name).containsExactly("status", "user.username", "bytes");
        assertThat(columns)
                .extracting(ColumnDefinition::type)
                .containsExactly(ColumnType.LONG, ColumnType.TEXT, ColumnType.LONG);
    }

    @Test
    void takesTheListOfTheSourceForDefault() {
        // When
        List<ColumnDefinition> downloads = ColumnOption.resolve(ColumnOption.DEFAULT, DOWNLOADS);
        List<ColumnDefinition> audits = ColumnOption.resolve(ColumnOption.DEFAULT, EventLeaves.of(Source.AUDIT));

        // Then
        assertThat(downloads).isNotEmpty().isNotEqualTo(audits);
    }

    @Test
    void findsNothingWrongWithWhatItResolves() {
        // Then
        assertThat(List.of(ColumnOption.ALL, ColumnOption.DEFAULT, ColumnOption.LAKEFS, List.of("status", "bytes")))
                .allSatisfy(option ->
                        assertThat(ColumnOption.problems(option, DOWNLOADS)).isEmpty());
    }

    @Test
    void namesAColumnThatIsNearToAMisspeltOne() {
        // When
        List<OptionProblem> problems = ColumnOption.problems(List.of("status", "user.usernam"), DOWNLOADS);

        // Then
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.option()).isEqualTo("columns");
            assertThat(problem.value()).isEqualTo("user.usernam");
            assertThat(problem.message()).isEqualTo("unknown column of DownloadEvent events");
            assertThat(problem.hint()).contains("user.username");
        });
    }

    @Test
    void refusesAColumnThatIsListedTwice() {
        // When
        List<OptionProblem> problems = ColumnOption.problems(List.of("status", "bytes", "status"), DOWNLOADS);

        // Then
        assertThat(problems)
                .containsExactly(new OptionProblem("columns", "status", "column is listed twice", "list it once"));
    }

    @Test
    void resolvesNoColumnThatThereIsNot() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnOption.resolve(List.of("no_such_column"), DOWNLOADS))
                .withMessage("unknown column no_such_column");
    }

    @Test
    void refusesAnEmptyList() {
        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColumnOption.checked(List.of()))
                .withMessage("columns must not be empty");
        assertThat(ColumnOption.checked(List.of("status"))).containsExactly("status");
    }
}

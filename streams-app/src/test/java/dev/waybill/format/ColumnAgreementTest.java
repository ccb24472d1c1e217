package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.columns.EventLeaf;
import dev.waybill.columns.EventLeaves;
import dev.waybill.contract.Source;
import dev.waybill.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What readers are told about the fields of events is what formats know of them. */
class ColumnAgreementTest {
    @ParameterizedTest
    @EnumSource(Source.class)
    void formatsAndPublishedListsKnowTheSameFieldsWithTheSameTypes(Source source) {
        EventType type = source == Source.AUDIT ? SampleEvents.AUDIT : SampleEvents.DOWNLOAD;

        EventLeaves ofFormats = type.leaves();

        assertThat(ofFormats.typeName()).isEqualTo(EventLeaves.of(source).typeName());
        assertThat(ofFormats.all())
                .usingRecursiveFieldByFieldElementComparatorOnFields("path", "type")
                .containsExactlyElementsOf(EventLeaves.of(source).all());
        assertThat(EventLeaves.of(source).all())
                .extracting(EventLeaf::description)
                .doesNotContain("");
    }
}

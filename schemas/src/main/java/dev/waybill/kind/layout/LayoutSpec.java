package dev.waybill.kind.layout;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.ExportId;
import dev.waybill.kind.family.KindOptions;
import dev.waybill.spec.ScheduleSpec;
import java.util.List;
import java.util.Optional;

/** The layout that an export asks for: where its parts stand below the destination's prefix. */
public sealed interface LayoutSpec extends KindOptions
        permits DefaultSpec, FlatSpec, S3SimpleSpec, S3PartitionedSpec, LakefsSpec, SecurityLakeSpec, TemplateSpec {
    /** The folders that tell readers the time of what is in them; empty if there are none that they could work with. */
    Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule);

    /** Whether every name ends as the format's names do. */
    default boolean endsWithExtension() {
        return true;
    }

    @Override
    default List<OptionProblem> problems(EventLeaves events) {
        return List.of();
    }
}

package dev.waybill.kind.layout;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.ScheduleSpec;
import java.util.List;
import java.util.Optional;

/**
 * Hive-style dates of the window's start: {@code year=2026/month=03/day=04/hour=05/}, without {@code hour=} where windows
 * are about a day or longer.
 */
public record DefaultSpec() implements LayoutSpec {
    static final List<TimeFolder> TO_THE_HOUR =
            List.of(TimeFolder.YEAR, TimeFolder.MONTH, TimeFolder.DAY, TimeFolder.HOUR);
    private static final List<TimeFolder> TO_THE_DAY = TO_THE_HOUR.subList(0, 3);

    /** Those that all parts have: windows of a cron expression can be shorter and longer than a day. */
    @Override
    public Optional<PartFolders> partFolders(ExportId export, ScheduleSpec schedule) {
        String every = schedule.every();
        boolean hours = every.equals("hourly");
        return Optional.of(new PartFolders(
                "", hours ? TO_THE_HOUR : TO_THE_DAY, true, List.of(), !hours && !every.equals("daily")));
    }
}

package dev.waybill.sink.metrics;

import dev.waybill.sink.backlog.TaskView;
import dev.waybill.sink.catalog.CatalogStatusMXBean;
import dev.waybill.sink.deliveries.StatedDeliveriesMXBean;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A task whose metrics are shown. What it supplies is asked for at each scrape.
 *
 * @param connector the connector's name
 * @param backlogs how its backlogs are doing
 * @param catalog what it knows of the catalog
 * @param deliveries what it has said about deliveries; empty where it says nothing
 */
public record ShownTask(
        String connector,
        Supplier<TaskView> backlogs,
        CatalogStatusMXBean catalog,
        Optional<StatedDeliveriesMXBean> deliveries) {}

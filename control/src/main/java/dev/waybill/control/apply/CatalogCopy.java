package dev.waybill.control.apply;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.ForgetChange;
import dev.waybill.catalog.plan.RestoreChange;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.ReadPoint;
import dev.waybill.contract.ExportId;
import dev.waybill.files.WholeFile;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.TopicPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Copies of the catalog, and what is left of tenants that are gone. */
public final class CatalogCopy {
    private final TargetCluster cluster;

    public CatalogCopy(TargetCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes a copy of the catalog to a file that only its owner may read.
     *
     * @return the copy; empty if the catalog is empty, then nothing is written
     * @throws IOException if the file cannot be written
     */
    public Optional<Backup> export(Path file) throws IOException {
        Optional<Backup> backup = Backup.of(cluster.catalog().snapshot());
        if (backup.isPresent()) {
            WholeFile.replacePrivate(file, backup.get().text());
        }
        return backup;
    }

    /**
     * Writes what the catalog lacks of a copy: external ids, versions and reigns as they were. Makes the topics first.
     *
     * @param topics that exports need
     * @param unreadable takes the versions that this program cannot read: they are restored, but no topics are made for them
     * @throws SpecException if the file holds anything else
     * @throws IOException if it cannot be read
     */
    public Outcome restore(
            Path file, String by, Function<List<ExportSpec>, TopicPlan> topics, Consumer<UnreadableSpec> unreadable)
            throws IOException {
        Backup backup = Backup.parse(file.toString(), Files.readString(file));
        List<ExportSpec> exports = new ArrayList<>();
        backup.tenants()
                .forEach(tenant -> tenant.exports()
                        .forEach((id, export) -> export.last()
                                .flatMap(version -> version.spec(why -> unreadable.accept(
                                        UnreadableSpec.of(new ExportId(tenant.tenant(), id), version.id(), why))))
                                .ifPresent(exports::add)));
        cluster.makeTopics(
                topics.apply(exports).withFutureSkew(backup.settings().last().futureSkew()));
        return write(new RestoreChange(backup, by), cluster.catalog());
    }

    /** Deletes a tenant's record, and with it the external id; refused while any of its exports delivers. */
    public Outcome forget(String tenant, String by) {
        ReadPoint from = cluster.catalog();
        return write(new ForgetChange(tenant, from.snapshot().offset(new TenantKey(tenant)), by), from);
    }

    private Outcome write(CatalogChange change, ReadPoint from) {
        return cluster.write(change, from);
    }
}

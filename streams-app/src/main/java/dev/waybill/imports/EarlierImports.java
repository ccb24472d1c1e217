package dev.waybill.imports;

import dev.waybill.imports.log.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;

/** What the broker remembers of the logs that were imported for one tenant in one format. */
final class EarlierImports {
    private final Admin admin;
    private final BrokerAnswers answers;
    private final ImportId id;

    EarlierImports(Admin admin, BrokerAnswers answers, ImportId id) {
        this.admin = admin;
        this.answers = answers;
        this.id = id;
    }

    /**
     * How many of the surveyed log's lines are done: by an import of it, or of what it was before it grew.
     *
     * @throws LogException if the log cannot be read
     * @throws ImportException if the broker does not answer or refuses
     */
    long linesDone(Survey survey, LogFormat format) throws IOException {
        Set<String> names = imported();
        Set<String> found = new TreeSet<>();
        if (!names.isEmpty()) {
            LogChain chain = new LogChain(format.id());
            try (InputStream in = survey.source().open()) {
                PieceReader pieces = new PieceReader(in);
                for (LinePiece piece = pieces.next(); piece != null && piece.isEnded(); piece = pieces.next()) {
                    chain.add(piece);
                    if (piece.isLast() && names.contains(chain.name())) {
                        found.add(id.group(chain.name()));
                    }
                }
            }
        }
        return found.isEmpty() ? 0 : highestOffset(found);
    }

    /** The names of all logs that were imported. */
    private Set<String> imported() {
        return answers.await(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(id.prefix()))
                .map(group -> group.substring(id.prefix().length()))
                .collect(Collectors.toSet());
    }

    /** The lines done by the transactions of earlier runs, of which none may be open any more. */
    private long highestOffset(Set<String> groups) {
        TopicPartition partition = new TopicPartition(answers.topic(), 0);
        ListConsumerGroupOffsetsSpec spec = new ListConsumerGroupOffsetsSpec();
        Map<String, ListConsumerGroupOffsetsSpec> specs =
                groups.stream().collect(Collectors.toMap(Function.identity(), group -> spec));
        return answers
                .await(admin.listConsumerGroupOffsets(specs, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .all())
                .values()
                .stream()
                .map(offsets -> offsets.get(partition))
                .mapToLong(done -> done == null ? 0 : done.offset())
                .max()
                .orElse(0);
    }
}

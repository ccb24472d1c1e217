package dev.waybill.acls;

import dev.waybill.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes grants as commands of {@code kafka-acls.sh}, or as JSON. */
public final class AclText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@=-]+");

    /** Grants that one command makes: equal but for their names. */
    private record Together(ResourceKind kind, NameMatch match, List<String> operations) {}

    private AclText() {}

    /** A JSON array with an object for each grant. */
    public static String json(List<ClientGrants> clients) {
        return JsonText.of(
                clients.stream().flatMap(client -> client.content().stream()).toList());
    }

    /**
     * Commands for {@code kafka-acls.sh}, one a line, with a line of comment before each client's. Adding a grant that is
     * there changes nothing.
     *
     * @param connection the options that say how to reach the cluster
     */
    public static String commands(List<ClientGrants> clients, List<String> connection) {
        return clients.stream()
                .map(client -> "# " + client.client().word() + ": "
                        + client.client().what() + "\n" + commands(client, connection))
                .collect(Collectors.joining("\n"));
    }

    private static String commands(ClientGrants client, List<String> connection) {
        Map<Together, List<String>> names = new LinkedHashMap<>();
        for (Grant grant : client.grants()) {
            names.computeIfAbsent(
                            new Together(grant.kind(), grant.match(), grant.words()), together -> new ArrayList<>())
                    .add(grant.name());
        }
        return names.entrySet().stream()
                .map(entry -> command(client.principal(), entry.getKey(), entry.getValue(), connection))
                .collect(Collectors.joining());
    }

    private static String command(String principal, Together together, List<String> names, List<String> connection) {
        List<String> words = new ArrayList<>(List.of("kafka-acls.sh"));
        words.addAll(connection);
        words.addAll(List.of("--add", "--allow-principal", principal));
        together.operations().forEach(operation -> words.addAll(List.of("--operation", operation)));
        if (together.kind() == ResourceKind.CLUSTER) {
            words.add("--" + together.kind().word());
        } else {
            names.forEach(name -> words.addAll(List.of("--" + together.kind().word(), name)));
        }
        if (together.match() == NameMatch.PREFIXED) {
            words.addAll(List.of("--resource-pattern-type", together.match().word()));
        }
        return words.stream().map(AclText::quoted).collect(Collectors.joining(" ", "", "\n"));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}

package dev.waybill.cli;

import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Public keys that the reader names: files and addresses. */
final class PublicKeySource {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private PublicKeySource() {}

    /**
     * All keys of all sources.
     *
     * @throws UsageException if one is no key set, or its address is not to be relied on
     * @throws IOException if one cannot be read
     */
    static KeySet read(List<String> sources) throws IOException, InterruptedException {
        KeySet keys = read(sources.get(0));
        for (String source : sources.subList(1, sources.size())) {
            keys = keys.and(read(source));
        }
        return keys;
    }

    private static KeySet read(String source) throws IOException, InterruptedException {
        byte[] content = source.startsWith("http://") || source.startsWith("https://")
                ? download(CommandFrame.made(() -> URI.create(source)))
                : Files.readAllBytes(Path.of(source));
        try {
            return KeySet.parse(content);
        } catch (KeyException e) {
            throw new UsageException("--public-key: " + source + " " + e.getMessage());
        }
    }

    private static byte[] download(URI address) throws IOException, InterruptedException {
        if (address.getHost() == null) {
            throw new UsageException("--public-key: " + address + " names no host");
        }
        if (address.getScheme().equals("http")
                && !InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
            throw new UsageException("--public-key: " + address + " is not encrypted, so anybody on the way could give"
                    + " another key; use https, or a file");
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("the public key from " + address + ": answer " + answer.statusCode());
            }
            return body.readNBytes(MAX_BYTES);
        }
    }
}

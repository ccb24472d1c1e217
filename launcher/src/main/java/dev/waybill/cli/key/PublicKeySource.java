package dev.waybill.cli.key;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Public keys that the reader names: files and addresses. Redirections are not followed, so they cannot lead elsewhere. */
public final class PublicKeySource {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout of connecting, of waiting for an answer, and of reading it */
    PublicKeySource(HttpClient.Builder client, Duration timeout) {
        this.client = client.connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.timeout = timeout;
    }

    /** Fetches keys with the usual limit of time. */
    public static PublicKeySource standard() {
        return new PublicKeySource(HttpClient.newBuilder(), TIMEOUT);
    }

    /**
     * All keys of all sources.
     *
     * @throws UsageException if one is no key set, or its address is not to be relied on
     * @throws IOException if one cannot be read
     */
    public KeySet read(List<String> sources) throws IOException, InterruptedException {
        KeySet keys = read(sources.get(0));
        for (String source : sources.subList(1, sources.size())) {
            keys = keys.and(read(source));
        }
        return keys;
    }

    /** The keys of one source. */
    KeySet read(String source) throws IOException, InterruptedException {
        if (!isAddress(source)) {
            return parsed(source, Files.readAllBytes(Path.of(source)));
        }
        URI address = CommandFrame.made(() -> URI.create(source));
        return parsed(shown(address), download(address));
    }

    /** Whether it is no file. */
    static boolean isAddress(String source) {
        return source.startsWith("http://") || source.startsWith("https://");
    }

    private static KeySet parsed(String name, byte[] content) {
        try {
            return KeySet.parse(content);
        } catch (KeyException e) {
            throw new UsageException(name + " " + e.getMessage());
        }
    }

    private byte[] download(URI address) throws IOException, InterruptedException {
        if (address.getHost() == null) {
            throw new UsageException(
                    "the address of a public key must name a host, such as https://example.com/keys.json");
        }
        if (address.getScheme().equals("http")
                && !InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
            throw new UsageException(shown(address) + " is not encrypted, so anybody on the way could give another key;"
                    + " use https, or a file");
        }
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw failure(address, wrongAnswer(answer));
                }
                return content(address, body);
            }
        } catch (HttpTimeoutException e) {
            throw failure(address, tooSlow());
        } catch (SSLException e) {
            throw failure(
                    address,
                    "no encrypted connection: " + e.getMessage() + "; Java must trust its certificate, or download the"
                            + " keys in a way that you trust and give the file");
        } catch (ConnectException e) {
            throw failure(address, "no connection; is the address right, and the network there?");
        }
    }

    private static String wrongAnswer(HttpResponse<?> answer) {
        String status = "answer " + answer.statusCode();
        return answer.statusCode() / 100 == 3
                ? status + ", a redirection, which is not followed; give the address it leads to if you trust it"
                : status;
    }

    /** A server that sends a byte now and then must not hold the check up for ever. */
    private byte[] content(URI address, InputStream body) throws IOException, InterruptedException {
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return body.readNBytes(MAX_BYTES + 1);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        byte[] content;
        try {
            content = reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure(address, tooSlow());
        } catch (ExecutionException e) {
            throw failure(address, "the connection broke");
        }
        if (content.length > MAX_BYTES) {
            throw new UsageException(shown(address) + " holds more than 1 MiB, so no key set");
        }
        return content;
    }

    private String tooSlow() {
        return "no whole answer within " + timeout.toSeconds() + " seconds";
    }

    private static IOException failure(URI address, String what) {
        return new IOException("the public keys from " + shown(address) + ": " + what);
    }

    /** Without what may be secret: a user with a password, and what stands behind the question mark. */
    private static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + address.getRawPath();
    }
}

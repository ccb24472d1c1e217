package dev.waybill.sink.fake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Sends nothing: keeps what is to be sent, TLS or not, and answers 200. */
public final class KeepingClient implements SdkHttpClient {
    public final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
    public final List<byte[]> contents = new CopyOnWriteArrayList<>();

    public SdkHttpRequest only() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests.size());
        }
        return requests.get(0);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                requests.add(request.httpRequest());
                contents.add(request.contentStreamProvider()
                        .orElseThrow()
                        .newStream()
                        .readAllBytes());
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(200).build())
                        .build();
            }

            @Override
            public void abort() {
                // Every call has ended before anybody can abort it.
            }
        };
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}

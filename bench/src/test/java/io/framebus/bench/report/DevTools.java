package io.framebus.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to a browser in the DevTools protocol: commands with their answers, and what it tells by itself. */
public final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long ANSWER_S = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    DevTools(URI address) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .get(ANSWER_S, TimeUnit.SECONDS);
    }

    /** Fields of a command. */
    static ObjectNode fields() {
        return MAPPER.createObjectNode();
    }

    /** Gives a command to a page, or to the browser if {@code session} is empty; its result. */
    JsonNode call(String session, String method, ObjectNode fields) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode command = fields().put("id", id).put("method", method);
        command.set("params", fields);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(MAPPER.writeValueAsString(command), true).get(ANSWER_S, TimeUnit.SECONDS);
        JsonNode answered = answer.get(ANSWER_S, TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IllegalStateException(method + ": " + answered.get("error"));
        }
        return answered.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (Exception e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
        if (node.has("id")) {
            waiting.remove(node.get("id").asInt()).complete(node);
            return;
        }
        synchronized (events) {
            events.add(node);
            events.notifyAll();
        }
    }

    /** Waits until the browser has told of something. */
    void await(String method) throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_S);
        synchronized (events) {
            while (told(method).isEmpty()) {
                long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new IllegalStateException("no " + method + " within " + ANSWER_S + " s, only " + events);
                }
                events.wait(leftMs);
            }
        }
    }

    /** What the browser has told of that kind. */
    List<JsonNode> told(String method) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.get("method").asText().equals(method))
                    .map(event -> event.get("params"))
                    .toList();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}

package dev.parley.model.simulator;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** Routes the API's paths and refuses what it would refuse. Runs on the event loop and never blocks. */
final class MessagesApi implements Handler<HttpServerRequest> {

    private static final int MOST_BODY = 32 * 1024 * 1024;
    private static final int PAGE = 20;
    private static final int MOST_PAGE = 1000;

    private final Vertx vertx;
    private final Duration delay;
    private final Counters counters;
    private final Director director = new Director();
    private final PromptCache cache = new PromptCache(System::currentTimeMillis);
    private final Set<HttpConnection> seen =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    MessagesApi(Vertx vertx, Duration delay, Counters counters) {
        this.vertx = vertx;
        this.delay = delay;
        this.counters = counters;
    }

    @Override
    public void handle(HttpServerRequest request) {
        counters.requests.incrementAndGet();
        if (!seen.add(request.connection())) {
            counters.reusedConnections.incrementAndGet();
        }
        String id = Ids.next("req_");
        request.response().putHeader("request-id", id);
        guarded(request, id, () -> route(request, id));
    }

    private void route(HttpServerRequest request, String id) {
        String version = RequestCheck.headers(
                request.getHeader("x-api-key"),
                request.getHeader("authorization"),
                request.getHeader("anthropic-version"));
        String path = String.valueOf(request.path());
        if (path.equals("/v1/models") && request.method().equals(HttpMethod.GET)) {
            models(request);
        } else if (path.equals("/v1/messages") && request.method().equals(HttpMethod.POST)) {
            receive(request, id, body -> messages(request, id, body, version));
        } else if (path.equals("/v1/messages/count_tokens") && request.method().equals(HttpMethod.POST)) {
            receive(request, id, body -> count(request, body, version));
        } else {
            throw new RequestCheck.Refused(Refusal.notFound("Not found"));
        }
    }

    private static void guarded(HttpServerRequest request, String id, Runnable work) {
        try {
            work.run();
        } catch (RequestCheck.Refused refused) {
            refuse(request.response(), refused.refusal, id);
        }
    }

    private static void refuse(HttpServerResponse response, Refusal refusal, String id) {
        response.headers().addAll(refusal.headers());
        json(response.setStatusCode(refusal.status()), refusal.json(id));
    }

    private static void json(HttpServerResponse response, String body) {
        if (!response.ended() && !response.closed()) {
            response.putHeader("content-type", "application/json").end(body);
        }
    }

    private static void models(HttpServerRequest request) {
        String limit = request.getParam("limit", Integer.toString(PAGE));
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST_PAGE) {
            throw new RequestCheck.Refused(Refusal.invalid("limit: Input should be between 1 and 1000"));
        }
        json(request.response(), Models.page(Integer.parseInt(limit), request.getParam("after_id")));
    }

    private static void receive(HttpServerRequest request, String id, Handler<String> handler) {
        String type = request.getHeader("content-type");
        if (type == null || !type.startsWith("application/json")) {
            throw new RequestCheck.Refused(Refusal.invalid("content-type: must be application/json"));
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > MOST_BODY) {
                request.handler(ignored -> {});
                request.endHandler(ignored -> {});
                refuse(request.response(), Refusal.tooLarge(), id);
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(
                ignored -> guarded(request, id, () -> handler.handle(body.toString(StandardCharsets.UTF_8))));
    }

    private void count(HttpServerRequest request, String body, String version) {
        Prompt prompt = new Prompt(RequestCheck.body(body, version, true), cache);
        json(
                request.response(),
                new JsonObject().put("input_tokens", prompt.inputTokens()).encode());
    }

    private void messages(HttpServerRequest request, String id, String body, String version) {
        counters.lastRequestBody = body;
        Prompt prompt = new Prompt(RequestCheck.body(body, version, false), cache);
        HttpServerResponse response = request.response();
        response.headers()
                .addAll(Map.of(
                        "anthropic-ratelimit-requests-limit", "1000",
                        "anthropic-ratelimit-requests-remaining", "999",
                        "anthropic-ratelimit-requests-reset", "2026-11-01T00:00:00Z"));
        switch (director.script(prompt)) {
            case Script.Refuse(Refusal refusal) -> refuse(response, refusal, id);
            case Script.Play play when prompt.streams() -> new Playback(vertx, delay, counters, response, play).start();
            case Script.Play play -> json(response, WholeMessage.of(play.steps()));
        }
    }
}

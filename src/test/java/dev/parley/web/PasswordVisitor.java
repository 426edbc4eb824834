package dev.parley.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.PasswordAccess;
import dev.parley.conversation.ConversationJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody at an address of their own, since attempts are counted by it, and what is the same for all who come. */
final class PasswordVisitor {

    static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    static final String ORIGIN = "Origin: http://" + RawHttp.authority();

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final String address = "X-Forwarded-For: 192.0.2." + ADDRESSES.incrementAndGet();

    String address() {
        return address;
    }

    RawHttp.Answer enter(String secret, String next) {
        String body = "secret=" + encoded(secret) + "&next=" + encoded(next);
        return RawHttp.request("POST", "/login", RawHttp.authority(), body, FORM, address, ORIGIN);
    }

    String signIn() {
        return cookie(enter(PasswordAccess.PASSWORD, "/"));
    }

    static RawHttp.Answer upgrade(String cookie) {
        return RawHttp.upgrade("/chat/" + UUID.randomUUID(), RawHttp.authority(), ORIGIN, cookie);
    }

    static RawHttp.Answer send(String who, String conversation, String text) {
        return RawHttp.request(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                RawHttp.authority(),
                "{\"text\":\"" + text + "\"}",
                "Content-Type: application/json",
                who);
    }

    static String cookie(RawHttp.Answer entered) {
        return entered.header("Set-Cookie").getFirst().split(";", 2)[0];
    }

    static String path(RawHttp.Answer answer) {
        return URI.create(answer.header("Location").getFirst()).getRawPath();
    }

    static JsonNode json(RawHttp.Answer answer) throws Exception {
        String body = answer.body();
        return ConversationJson.mapper().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    }

    static String bearer(String script) {
        return "Authorization: Bearer " + PasswordAccess.token(script);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Settings;
import dev.parley.turn.Command;
import dev.parley.turn.CommandRefused;
import dev.parley.turn.Turns;
import dev.parley.web.Routes.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks every route and every command with another owner's ids. Routes are found in the resources and commands in their sealed
 * type: one that is added and not walked here fails.
 */
@QuarkusTest
class OwnerWalkTest {

    private static final String SECRET = "the canary sings at dawn";
    private static final String TYPE = "Content-Type: application/json";
    private static final int QUESTION = 2;

    /** The page is the same for everyone, and names no conversation: its script asks for one. */
    private static final String PAGE = "GET /c/{conversation}";

    /** What the owner would send, so that nothing but the owner is wrong. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /api/conversations/{conversation}/files", "mine"),
            Map.entry(
                    "PATCH /api/conversations/{conversation}",
                    "{\"title\":\"Mine\",\"settings\":{\"effort\":\"low\"}}"),
            Map.entry("PATCH /api/prompts/{prompt}", "{\"title\":\"Mine\"}"),
            Map.entry("POST /api/conversations/{conversation}/restore", "{}"),
            Map.entry("POST /api/conversations/{conversation}/messages", "{\"text\":\"/echo mine\"}"),
            Map.entry("POST /api/conversations/{conversation}/messages/{message}/edit", "{\"text\":\"/echo mine\"}"),
            Map.entry("POST /api/conversations/{conversation}/messages/{message}/regenerate", "{}"),
            Map.entry("POST /api/conversations/{conversation}/messages/{message}/continue", "{}"),
            Map.entry("POST /api/conversations/{conversation}/branch", "{\"message\":2}"),
            Map.entry("POST /api/conversations/{conversation}/stop", "{\"turn\":1}"),
            Map.entry("POST /api/conversations/{conversation}/answer", "{\"element\":3,\"answer\":true}"));

    /** All commands of docs/protocol.md but the reading ones. */
    private static final List<String> COMMANDS = Stream.of(
                    "'type':'send','text':'/echo mine'",
                    "'type':'stop','turn':1",
                    "'type':'regenerate','message':4",
                    "'type':'continue','message':4",
                    "'type':'edit','message':2,'text':'/echo mine'",
                    "'type':'chooseBranch','message':2",
                    "'type':'answer','element':3,'answer':true",
                    "'type':'sendQueued'",
                    "'type':'removeQueued','turn':1",
                    "'type':'rename','title':'Mine'",
                    "'type':'pin','pinned':true",
                    "'type':'archive','archived':true",
                    "'type':'settings','settings':{'effort':'low'}",
                    "'type':'delete'",
                    "'type':'restore'")
            .map(fields -> ("{" + fields + ",'id':'" + UUID.randomUUID() + "'}").replace('\'', '"'))
            .toList();

    @TestHTTPResource("/")
    URI server;

    @Inject
    Turns turns;

    private String owner;
    private String stranger;
    private String conversation;
    private String file;
    private String prompt;
    private String before;

    @BeforeEach
    void someonesConversation() throws Exception {
        owner = SocketClient.newOwner(server);
        stranger = SocketClient.newOwner(server);
        conversation = SocketClient.newConversation();
        send();
        file = ConversationJson.mapper()
                .readTree(ask("POST", "/api/conversations/" + conversation + "/files", owner, SECRET)
                        .body())
                .path("file")
                .asText();
        prompt = ConversationJson.mapper()
                .readTree(ask("POST", "/api/prompts", owner, "{\"title\":\"Song\",\"text\":\"" + SECRET + "\"}")
                        .body())
                .path("id")
                .asText();
        before = read();
        assertThat(before).contains(SECRET).contains("Song");
        assertThat(RawHttp.get("/api/conversations/" + conversation + "/files/" + file, "Cookie: " + owner)
                        .body())
                .isEqualTo(SECRET);
    }

    private void send() {
        var sent = ask(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                owner,
                "{\"text\":\"/echo " + SECRET + "\"}");
        assertThat(sent.status()).isEqualTo(200);
    }

    private String read() {
        String mine = "Cookie: " + owner;
        return RawHttp.get("/api/conversations/" + conversation, mine).body()
                + RawHttp.get("/api/prompts", mine).body();
    }

    @Test
    void theRoutesAreFound() {
        assertThat(Routes.all())
                .extracting(Route::toString)
                .contains(PAGE, "GET /", "GET /api/search", "GET /api/conversations/{conversation}")
                .containsAll(BODIES.keySet());
    }

    static Stream<Route> someones() {
        return Routes.all().stream().filter(Route::hasParameters);
    }

    @ParameterizedTest
    @MethodSource("someones")
    void anotherOwnersConversationIsNotThere(Route route) throws Exception {
        var answer = ask(route, conversation, stranger);
        assertNothing(answer);
        if (!route.toString().equals(PAGE)) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(ConversationJson.mapper()
                            .readTree(answer.body())
                            .path("code")
                            .asText())
                    .isEqualTo("not-found");
            assertThat(withoutRequest(answer)).isEqualTo(withoutRequest(ask(route, nobodys(route), stranger)));
        }
        assertThat(read()).isEqualTo(before);
    }

    private static String withoutRequest(RawHttp.Answer answer) {
        return answer.body().replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "");
    }

    /** What a message would make, or a file for one, is no conversation of nobody's: it has to be one that cannot be. */
    private static String nobodys(Route route) {
        boolean makesIt = route.path().endsWith("/messages") || route.path().endsWith("/files");
        return makesIt && route.method().equals("POST") ? "short" : SocketClient.newConversation();
    }

    @Test
    void whatNamesNoConversationTellsOfNone() {
        for (var route : Routes.all()) {
            if (!route.hasParameters()) {
                assertNothing(ask(route.method(), route.path() + "?q=canary", stranger, "{}"));
                assertNothing(ask(route.method(), route.path() + "?q=canary", null, "{}"));
            }
        }
        assertThat(read()).isEqualTo(before);
    }

    /** Ways to write the address of a conversation, and of what is below it. */
    static Stream<String> disguises() {
        return Stream.of(
                "%s",
                "%s/",
                "%s;",
                "%s;a=b",
                ";/%s",
                "./%s",
                "../conversations/%s",
                "x/../%s",
                "x/%%2e%%2e/%s",
                "%%2e/%s",
                "%%2F%s",
                "%s%%2F",
                "%%5C%s",
                "..%%5C%s",
                "%%3B%s",
                "%s%%3Ba=b",
                "%s%%00",
                "%s%%20",
                "%s%%23",
                "%s?x",
                "%s%%3F",
                "%%252F%s",
                "/%s",
                "//%s");
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void noWayToWriteAnAddressGetsToAnotherOwnersConversation(String disguise) {
        String disguised = disguise.formatted(conversation);
        for (var route : someones().toList()) {
            assertNothing(ask(route, disguised, stranger));
            assertNothing(ask(route, disguised, null));
        }
        assertNothing(RawHttp.get("/" + disguised, "Cookie: " + stranger));
        var socket = RawHttp.upgrade(
                "/chat/" + disguised,
                RawHttp.authority(),
                "Origin: http://" + RawHttp.authority(),
                "Cookie: " + stranger);
        assertThat(socket.status()).isGreaterThanOrEqualTo(400);
        assertNothing(socket);
        assertThat(read()).isEqualTo(before);
        assertThat(RawHttp.get("/api/conversations", "Cookie: " + stranger).body())
                .doesNotContain(conversation);
    }

    @Test
    void everyCommandIsWalked() {
        var walked = commands().map(Object::getClass).collect(Collectors.toSet());

        assertThat(walked).isEqualTo(Set.of(Command.class.getPermittedSubclasses()));
    }

    @Test
    void noCommandTouchesAnotherOwnersConversation() {
        commands()
                .forEach(command ->
                        assertThat(refusal(command)).as(command.toString()).isEqualTo(CommandRefused.Reason.NOT_FOUND));
        assertThat(read()).isEqualTo(before);
    }

    private CommandRefused.Reason refusal(Command command) {
        try {
            turns.execute("browser:a-stranger", new ConversationId(conversation), command)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandRefused refused) {
                return refused.reason();
            }
        }
        throw new AssertionError("It was not refused: " + command);
    }

    /** Ids are made by clients: whoever knows one may be there before its owner. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSocketThatWasThereBeforeTheOwnerIsShownNothing(boolean opened) {
        conversation = SocketClient.newConversation();
        try (var early = opened
                ? SocketClient.open(server, conversation, stranger)
                : SocketClient.connect(server, conversation, stranger)) {
            send();
            before = read();
            if (opened) {
                assertThat(early.awaitClose()).isEqualTo(4404);
            } else {
                assertRefused(early);
            }
            early.takeWhatCame();
            assertThat(early.texts()).noneMatch(text -> text.contains(SECRET));
        }
        assertThat(read()).isEqualTo(before);
    }

    private static void assertRefused(SocketClient socket) {
        var commands = new LinkedHashSet<>(COMMANDS);
        commands.add("{\"type\":\"open\"}");
        commands.add("{\"type\":\"open\",\"position\":{\"epoch\":\"x\",\"offset\":1}}");
        commands.add("{\"type\":\"older\",\"before\":4}");
        for (String command : commands) {
            socket.say(command);
            var error = socket.await(frame -> SocketClient.is(frame, "error"));
            assertThat(error.path("code").asText()).as(command).isIn("not-open", "not-found");
        }
    }

    private RawHttp.Answer ask(Route route, String id, String cookie) {
        String address = route.address(name -> switch (name) {
            case "conversation" -> id;
            case "message" -> String.valueOf(QUESTION);
            case "file" -> file;
            // Whose it is does not depend on the conversation: nobody's is then any other id.
            case "prompt" -> id.equals(conversation) ? prompt : id;
            default ->
                throw new AssertionError("Say here what " + name + " of " + route + " is in another owner's hands");
        });
        return ask(route.method(), address, cookie, body(route));
    }

    private static String body(Route route) {
        String body = BODIES.get(route.toString());
        if (body == null && !List.of("GET", "HEAD", "DELETE").contains(route.method())) {
            throw new AssertionError("Say here what is sent to " + route);
        }
        return body == null ? "" : body;
    }

    private static RawHttp.Answer ask(String method, String address, String cookie, String body) {
        String[] headers = cookie == null ? new String[] {TYPE} : new String[] {TYPE, "Cookie: " + cookie};
        return RawHttp.request(method, address, RawHttp.authority(), method.equals("GET") ? "" : body, headers);
    }

    private void assertNothing(RawHttp.Answer answer) {
        assertThat(answer.body()).doesNotContain(SECRET);
        if (answer.status() < 400) {
            assertThat(answer.body()).doesNotContain(conversation);
        }
    }

    /** Those of the socket, and the one that is by HTTP only. */
    private static Stream<Command> commands() {
        return Stream.concat(
                COMMANDS.stream().map(OwnerWalkTest::command),
                Stream.of(new Command.File(
                        UUID.randomUUID().toString(), "Mine", true, false, new Settings(null, "low", null))));
    }

    private static Command command(String text) {
        var reader = new RequestReader(1_000);
        return ((Request.Change) reader.read(reader.parse(text))).command();
    }
}

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Uses a running Parley as a browser would: {@code java Socket.java send|read|begin|interrupted ADDRESS CONVERSATION [COOKIE]}. */
class Socket implements WebSocket.Listener {

    private static final String WORDS = "A message that outlives its container";

    private final StringBuilder heard = new StringBuilder();
    private Predicate<String> wanted = text -> false;
    private CompletableFuture<Void> seen = new CompletableFuture<>();

    public static void main(String[] args) throws Exception {
        String conversation = args[2];
        var server = URI.create(args[1]);
        String cookie = args.length > 3 ? args[3] : newOwner(server);
        var reader = new Socket();
        var socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", server.toString())
                .header("Cookie", cookie)
                .buildAsync(URI.create("ws" + args[1].substring(4) + "/chat/" + conversation), reader)
                .get(20, TimeUnit.SECONDS);
        switch (args[0]) {
            case "send" -> {
                send(socket, "/echo " + WORDS);
                reader.await(text -> text.contains("messageEnded") && text.contains("\"complete\""));
                System.out.println(cookie);
            }
            case "read" -> {
                socket.sendText("{\"type\":\"open\"}", true).get();
                reader.await(text -> text.contains("\"snapshot\"") && occurrences(text, WORDS) >= 2);
            }
            case "begin" -> {
                send(socket, "/long 20000");
                reader.await(text -> occurrences(text, ",\"") > 200);
            }
            case "interrupted" -> {
                socket.sendText("{\"type\":\"open\"}", true).get();
                reader.await(text -> text.contains("\"snapshot\"") && text.contains("\"interrupted\""));
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        socket.abort();
        System.exit(0);
    }

    private static String newOwner(URI server) throws Exception {
        var page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.resolve("/")).build(), HttpResponse.BodyHandlers.discarding());
        String cookie = page.headers().allValues("set-cookie").stream()
                .filter(value -> value.startsWith("parley-owner="))
                .findFirst()
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static void send(WebSocket socket, String text) throws Exception {
        socket.sendText("{\"type\":\"open\"}", true).get();
        socket.sendText(
                        "{\"type\":\"send\",\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + text + "\"}",
                        true)
                .get();
    }

    private static int occurrences(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private void await(Predicate<String> condition) throws Exception {
        synchronized (this) {
            wanted = condition;
            check();
        }
        try {
            seen.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            System.err.println("Heard: " + heard);
            throw e;
        }
    }

    private void check() {
        if (wanted.test(heard.toString())) {
            seen.complete(null);
        }
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        heard.append(text);
        check();
        socket.request(1);
        return null;
    }

    @Override
    public synchronized CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        seen.completeExceptionally(new IllegalStateException("Closed with " + status + " " + reason));
        return null;
    }
}

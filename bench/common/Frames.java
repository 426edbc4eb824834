package common;

import io.vertx.core.json.JsonObject;

/** What a server says to one reader, taken to the stream that it is of. docs/protocol.md says what the frames are. */
public final class Frames {

    private final Stream stream;

    /** For the one answer of this conversation. */
    public Frames(Stream stream) {
        this.stream = stream;
    }

    /** A frame's payload came: its header is two bytes, and where that does not do two or eight more. A server masks nothing. */
    public void count(int payload) {
        stream.frame(payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10));
    }

    /** Takes a frame's text. */
    public void take(String frame) {
        if (frame.charAt(0) == '[') {
            int text = frame.indexOf('"') + 1;
            stream.receive(frame, text, frame.length() - 2);
        } else if (frame.startsWith("{\"type\":\"snapshot\"")) {
            snapshot(new JsonObject(frame));
        } else if (frame.contains("\"type\":\"turnEnded\"")) {
            end(frame);
        } else if (frame.startsWith("{\"type\":\"error\"")) {
            stream.fail("was answered " + frame);
        }
    }

    /** The first, or one for a reader that fell behind: what was missed is in there. */
    private void snapshot(JsonObject snapshot) {
        stream.opened();
        var messages = snapshot.getJsonArray("messages");
        if (!messages.isEmpty()) {
            var answer = messages.getJsonObject(messages.size() - 1);
            if (answer.getString("role", "").equals("assistant")) {
                stream.catchUp(text(answer));
                if (answer.getString("state") != null) {
                    end(snapshot.encode());
                }
            }
        }
    }

    private static String text(JsonObject answer) {
        var text = new StringBuilder();
        for (int element = 0; element < answer.getJsonArray("elements").size(); element++) {
            text.append(answer.getJsonArray("elements").getJsonObject(element).getString("text"));
        }
        return text.toString();
    }

    private void end(String frame) {
        if (!frame.contains("\"state\":\"complete\"")) {
            stream.fail("ended with " + frame);
        }
        stream.end();
    }
}

package others;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.nio.charset.StandardCharsets;

/**
 * What comes to a page, as DevTools tells it: payloads of frames before any compression, and what HTTP answers bring. Called on
 * the thread that drives the browser.
 */
final class Wire {

    private long bytes;
    private long pieces;

    Wire(CDPSession inspector) {
        inspector.send("Network.enable");
        inspector.on("Network.webSocketFrameReceived", this::frame);
        inspector.on("Network.dataReceived", this::data);
    }

    private void frame(JsonObject event) {
        var response = event.getAsJsonObject("response");
        String payload = response.get("payloadData").getAsString();
        boolean binary = response.get("opcode").getAsInt() == 2;
        bytes += binary ? payload.length() * 3L / 4 : payload.getBytes(StandardCharsets.UTF_8).length;
        pieces++;
    }

    private void data(JsonObject event) {
        bytes += event.get("dataLength").getAsLong();
        pieces++;
    }

    long bytes() {
        return bytes;
    }

    long pieces() {
        return pieces;
    }
}

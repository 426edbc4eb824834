package dev.parley.conversation.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a journal's row: what one commit did to messages that have not ended, as
 * {@code [[conversation, message, event, ...], ...]}. Text, which is nearly all of it, stands as {@code [element, "text"]}.
 */
final class Journal {

    private Journal() {}

    record Entry(OpenMessages.Key message, List<Event> events) {}

    static String write(List<Entry> entries) {
        var out = new StringWriter(256);
        try (var json = ConversationJson.mapper().createGenerator(out)) {
            json.writeStartArray();
            for (var entry : entries) {
                write(json, entry);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written but memory", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartArray();
        json.writeNumber(entry.message().conversation());
        json.writeNumber(entry.message().message());
        for (var event : entry.events()) {
            if (event instanceof Event.TextAppended appended) {
                json.writeStartArray();
                json.writeNumber(appended.element());
                json.writeString(appended.text());
                json.writeEndArray();
            } else {
                ConversationJson.mapper().writeValue(json, event);
            }
        }
        json.writeEndArray();
    }

    static List<Entry> read(String row) {
        var entries = new ArrayList<Entry>();
        try (var json = ConversationJson.mapper().createParser(row)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                entries.add(readEntry(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal holds what nobody can have written", e);
        }
        return entries;
    }

    private static Entry readEntry(JsonParser json) throws IOException {
        long conversation = json.nextLongValue(0);
        int message = json.nextIntValue(0);
        var events = new ArrayList<Event>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            events.add(token == JsonToken.START_ARRAY ? readText(json) : json.readValueAs(Event.class));
        }
        return new Entry(new OpenMessages.Key(conversation, message), events);
    }

    private static Event readText(JsonParser json) throws IOException {
        int element = json.nextIntValue(0);
        String text = json.nextTextValue();
        json.nextToken();
        return new Event.TextAppended(element, text);
    }
}

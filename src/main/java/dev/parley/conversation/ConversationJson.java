package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The one JSON form of events, messages and snapshots: for the wire, the store and the tests. */
@RegisterForReflection(
        targets = {
            Event.TurnQueued.class,
            Event.QueuedTextAppended.class,
            Event.TurnStarted.class,
            Event.TurnWaiting.class,
            Event.TurnEnded.class,
            Event.MessageStarted.class,
            Event.ElementAdded.class,
            Event.TextAppended.class,
            Event.ElementClosed.class,
            Event.ElementWithdrawn.class,
            Event.UsageReported.class,
            Event.BlockKept.class,
            Event.MessageEnded.class,
            Event.ConversationStarted.class,
            Event.QueueHeld.class,
            Event.ConversationChanged.class,
            Element.class,
            Element.Markdown.class,
            Element.Thinking.class,
            Element.Callout.class,
            Element.File.class,
            BlobId.class,
            ElementJson.Writer.class,
            ElementJson.Reader.class,
            ConversationId.class,
            ConversationSummary.class,
            ConversationSummary.Activity.class,
            Element.Callout.Level.class,
            EndState.class,
            KeptBlock.class,
            KeptBlock.Gap.class,
            Message.class,
            Problem.class,
            Role.class,
            Snapshot.class,
            Snapshot.Activity.class,
            Snapshot.Heading.class,
            Snapshot.QueuedTurn.class,
            Snapshot.RunningTurn.class,
            Snapshot.Waiting.class,
            Usage.class
        })
public final class ConversationJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ConversationJson() {}

    /** Shared and thread-safe; not to be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not representable as JSON: " + value.getClass(), e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a " + type.getSimpleName(), e);
        }
    }
}

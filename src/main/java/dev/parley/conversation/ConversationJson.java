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
            Event.ElementChanged.class,
            Event.ElementClosed.class,
            Event.ElementWithdrawn.class,
            Event.UsageReported.class,
            Event.BlockKept.class,
            Event.MessageEnded.class,
            Event.ConversationStarted.class,
            Event.QueueHeld.class,
            Event.SessionChanged.class,
            Event.ConversationChanged.class,
            Element.class,
            Element.Markdown.class,
            Element.Thinking.class,
            Element.Callout.class,
            Element.Code.class,
            Element.Latex.class,
            Element.Html.class,
            Json.class,
            Step.State.class,
            Step.Tool.class,
            Step.ToolChange.class,
            Step.Status.class,
            Step.StatusChange.class,
            Step.Progress.class,
            Step.ProgressChange.class,
            Tabular.Column.class,
            Tabular.Column.Type.class,
            Table.class,
            Table.Change.class,
            Chart.class,
            Chart.Type.class,
            Chart.Sort.class,
            Chart.Coloring.class,
            Chart.Change.class,
            Metric.class,
            Metric.Trend.class,
            Metric.Good.class,
            Metric.Change.class,
            Citations.class,
            Citations.Source.class,
            Citations.Change.class,
            Media.class,
            Media.Image.class,
            Media.Audio.class,
            Media.Video.class,
            Summary.class,
            Summary.Change.class,
            Question.class,
            Question.State.class,
            Question.Change.class,
            Form.Choice.class,
            Form.Text.class,
            Form.Confirm.class,
            Form.Fields.class,
            Form.Field.class,
            Form.Field.Type.class,
            Form.Option.class,
            Form.Thumbs.class,
            Form.Faces.class,
            Form.Stars.class,
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
            Settings.class,
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

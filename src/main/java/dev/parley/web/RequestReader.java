package dev.parley.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.log.Position;
import dev.parley.turn.Command;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads commands off the wire. Tolerates unknown fields, refuses everything else that is not as documented. */
final class RequestReader {

    /** No command needs more; a hostile one gets nowhere. */
    private static final int DEEPEST = 8;

    private static final int LONGEST_EPOCH = 64;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final ObjectMapper mapper;

    RequestReader(int longest) {
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(longest)
                        .build())
                .build());
    }

    /** The command's id, if it has a good one: so that an error can name it. */
    @Nullable
    String id(JsonNode command) {
        var id = command.path("id");
        return id.isTextual() && ID.matcher(id.textValue()).matches() ? id.textValue() : null;
    }

    JsonNode parse(String text) {
        try {
            var command = mapper.readTree(text);
            if (command == null || !command.isObject()) {
                throw malformed("A command is a JSON object.");
            }
            return command;
        } catch (JsonProcessingException notJson) {
            throw malformed("A command is a JSON object.");
        }
    }

    /** A message that came by HTTP: the same fields, but the id may be missing. */
    Command.Send send(String body) {
        var command = parse(body);
        String id = command.hasNonNull("id")
                ? requiredId(command)
                : UUID.randomUUID().toString();
        return new Command.Send(id, text(command, "text"), handler(command));
    }

    Request read(JsonNode command) {
        String type = text(command, "type");
        return switch (type) {
            case "open" -> new Request.Open(position(command.path("position")));
            case "older" -> new Request.Older(number(command, "before"));
            case "send" -> change(new Command.Send(requiredId(command), text(command, "text"), handler(command)));
            case "stop" -> change(new Command.Stop(requiredId(command), number(command, "turn")));
            case "regenerate" -> change(new Command.Regenerate(requiredId(command), number(command, "message")));
            case "continue" -> change(new Command.Continue(requiredId(command), number(command, "message")));
            case "edit" ->
                change(new Command.Edit(requiredId(command), number(command, "message"), text(command, "text")));
            case "chooseBranch" -> change(new Command.ChooseBranch(requiredId(command), number(command, "message")));
            case "sendQueued" -> change(new Command.SendQueued(requiredId(command)));
            case "removeQueued" -> change(new Command.RemoveQueued(requiredId(command), number(command, "turn")));
            case "rename" -> change(new Command.Rename(requiredId(command), text(command, "title")));
            default -> throw new WireError(ErrorCode.UNKNOWN_COMMAND, "There is no such command.");
        };
    }

    private static Request change(Command command) {
        return new Request.Change(command);
    }

    private String requiredId(JsonNode command) {
        String id = id(command);
        if (id == null) {
            throw malformed("The field id takes 8 to 64 of A-Z a-z 0-9 _ -");
        }
        return id;
    }

    private static @Nullable Position position(JsonNode position) {
        if (position.isMissingNode() || position.isNull()) {
            return null;
        }
        String epoch = text(position, "epoch");
        var offset = position.path("offset");
        if (epoch.length() > LONGEST_EPOCH || !offset.isIntegralNumber() || !offset.canConvertToLong()) {
            throw malformed("A position has an epoch and an offset.");
        }
        return new Position(epoch, offset.longValue());
    }

    private static @Nullable String handler(JsonNode command) {
        return command.hasNonNull("handler") ? text(command, "handler") : null;
    }

    private static String text(JsonNode command, String field) {
        var value = command.path(field);
        if (!value.isTextual()) {
            throw malformed("The field " + field + " takes a text.");
        }
        return value.textValue();
    }

    private static int number(JsonNode command, String field) {
        var value = command.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw malformed("The field " + field + " takes a number.");
        }
        return value.intValue();
    }

    private static WireError malformed(String text) {
        return new WireError(ErrorCode.MALFORMED, text);
    }
}

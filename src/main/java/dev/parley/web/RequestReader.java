package dev.parley.web;

import dev.parley.log.Position;
import dev.parley.turn.Command;
import org.jspecify.annotations.Nullable;

/** Reads commands off the wire. Tolerates unknown fields, refuses everything else that is not as documented. */
final class RequestReader {

    private static final int LONGEST_EPOCH = 64;

    private final CommandParser parser;

    RequestReader(int longest) {
        this.parser = new CommandParser(longest);
    }

    Fields parse(String text) {
        return parser.parse(text);
    }

    Request read(Fields command) {
        return switch (command.text("type")) {
            case "open" -> new Request.Open(position(command));
            case "older" -> new Request.Older(command.number("before"), limit(command));
            case "around" ->
                new Request.Around(command.number("message"), around(command, "older"), around(command, "newer"));
            default -> new Request.Change(change(command));
        };
    }

    private static Command change(Fields command) {
        return switch (command.text("type")) {
            case "send" ->
                new Command.Send(
                        command.requiredId(),
                        command.text("text"),
                        command.optionalText("handler"),
                        command.files("files"),
                        command.optionalSettings("settings"));
            case "stop" -> new Command.Stop(command.requiredId(), command.number("turn"));
            case "regenerate" -> new Command.Regenerate(command.requiredId(), command.number("message"));
            case "continue" -> new Command.Continue(command.requiredId(), command.number("message"));
            case "edit" ->
                new Command.Edit(
                        command.requiredId(),
                        command.number("message"),
                        command.text("text"),
                        command.optionalFiles("files"));
            case "chooseBranch" -> new Command.ChooseBranch(command.requiredId(), command.number("message"));
            case "sendQueued" -> new Command.SendQueued(command.requiredId());
            case "removeQueued" -> new Command.RemoveQueued(command.requiredId(), command.number("turn"));
            case "rename" -> new Command.Rename(command.requiredId(), command.text("title"));
            case "answer" ->
                new Command.Answer(command.requiredId(), command.number("element"), command.value("answer"));
            case "pin" -> new Command.Pin(command.requiredId(), command.flag("pinned"));
            case "archive" -> new Command.Archive(command.requiredId(), command.flag("archived"));
            case "settings" -> new Command.ChangeSettings(command.requiredId(), command.settings("settings"));
            case "delete" -> new Command.Delete(command.requiredId());
            case "restore" -> new Command.Restore(command.requiredId());
            default -> throw new WireError(ErrorCode.UNKNOWN_COMMAND, "There is no such command.");
        };
    }

    private static int limit(Fields command) {
        int limit = command.has("limit") ? command.number("limit") : PathWindow.USUAL;
        if (limit < 1 || limit > PathWindow.MOST) {
            throw Fields.malformed("The field limit takes a number from 1 to " + PathWindow.MOST + ".");
        }
        return limit;
    }

    private static int around(Fields command, String side) {
        int wanted = command.has(side) ? command.number(side) : AroundMessage.USUAL;
        if (wanted < 0 || wanted > PathWindow.MOST) {
            throw Fields.malformed("The field " + side + " takes a number from 0 to " + PathWindow.MOST + ".");
        }
        return wanted;
    }

    private static @Nullable Position position(Fields command) {
        if (!command.has("position")) {
            return null;
        }
        var position = new Fields(command.object().get("position"));
        String epoch = position.text("epoch");
        var offset = position.object().path("offset");
        if (epoch.length() > LONGEST_EPOCH || !offset.isIntegralNumber() || !offset.canConvertToLong()) {
            throw Fields.malformed("A position has an epoch and an offset.");
        }
        return new Position(epoch, offset.longValue());
    }
}

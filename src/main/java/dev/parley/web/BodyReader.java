package dev.parley.web;

import dev.parley.turn.Command;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests by HTTP: a socket's commands without a type, their ids not needed. */
final class BodyReader {

    private final CommandParser parser;

    BodyReader(int longest) {
        this.parser = new CommandParser(longest);
    }

    Command.Send send(String body) {
        var fields = fields(body);
        return new Command.Send(
                fields.idOrNew(),
                fields.text("text"),
                fields.optionalText("handler"),
                fields.files("files"),
                fields.optionalSettings("settings"));
    }

    Command.Edit edit(int message, String body) {
        var fields = fields(body);
        return new Command.Edit(fields.idOrNew(), message, fields.text("text"), fields.optionalFiles("files"));
    }

    Command.Regenerate regenerate(int message, @Nullable String body) {
        return new Command.Regenerate(fieldsOrNone(body).idOrNew(), message);
    }

    Command.Continue goOn(int message, @Nullable String body) {
        return new Command.Continue(fieldsOrNone(body).idOrNew(), message);
    }

    Command.Stop stop(String body) {
        var fields = fields(body);
        return new Command.Stop(fields.idOrNew(), fields.number("turn"));
    }

    Command.ChooseBranch branch(String body) {
        var fields = fields(body);
        return new Command.ChooseBranch(fields.idOrNew(), fields.number("message"));
    }

    Command.Answer answer(String body) {
        var fields = fields(body);
        return new Command.Answer(fields.idOrNew(), fields.number("element"), fields.value("answer"));
    }

    Command.File file(String body) {
        var fields = fields(body);
        return new Command.File(
                fields.idOrNew(),
                fields.optionalText("title"),
                fields.optionalFlag("pinned"),
                fields.optionalFlag("archived"),
                fields.optionalSettings("settings"));
    }

    private Fields fields(@Nullable String body) {
        return parser.parse(body == null ? "" : body);
    }

    private Fields fieldsOrNone(@Nullable String body) {
        return parser.parse(body == null || body.isBlank() ? "{}" : body);
    }
}

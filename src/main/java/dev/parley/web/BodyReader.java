package dev.parley.web;

import dev.parley.turn.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests by HTTP: a socket's commands without a type, their ids not needed. */
final class BodyReader {

    private final CommandParser parser;

    BodyReader(int longest) {
        this.parser = new CommandParser(longest);
    }

    Command.Send send(String body) {
        var fields = fields(body);
        return new Command.Send(fields.idOrNew(), fields.text("text"), fields.optionalText("handler"));
    }

    Command.Edit edit(int message, String body) {
        var fields = fields(body);
        return new Command.Edit(fields.idOrNew(), message, fields.text("text"));
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

    /** The title first: it is what may be refused. Pinned last: archiving unpins. */
    List<Command> changes(String body) {
        var fields = fields(body);
        var changes = new ArrayList<Command>();
        if (fields.has("title")) {
            changes.add(new Command.Rename(Fields.newId(), fields.text("title")));
        }
        if (fields.has("archived")) {
            changes.add(new Command.Archive(Fields.newId(), fields.flag("archived")));
        }
        if (fields.has("pinned")) {
            changes.add(new Command.Pin(Fields.newId(), fields.flag("pinned")));
        }
        return changes;
    }

    private Fields fields(@Nullable String body) {
        return parser.parse(body == null ? "" : body);
    }

    private Fields fieldsOrNone(@Nullable String body) {
        return parser.parse(body == null || body.isBlank() ? "{}" : body);
    }
}

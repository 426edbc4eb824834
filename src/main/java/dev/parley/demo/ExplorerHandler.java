package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.ChatProfile;
import dev.parley.chat.Table;
import dev.parley.demo.Sheet.Column;
import dev.parley.demo.SheetQuestion.Drawn;
import dev.parley.demo.SheetQuestion.Extremes;
import dev.parley.demo.SheetQuestion.Measured;
import dev.parley.demo.SheetQuestion.Overview;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows the table in a file, and answers questions about it: plain ones itself, all others by the model. */
@ApplicationScoped
@Named("explorer")
public class ExplorerHandler implements ChatHandler {

    private final SheetSource sheets = new SheetSource();

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Data explorer")
                .description("Attach a CSV file and ask about it. Without one it works on an example.")
                .avatar(":material/query_stats:")
                .starter("Look around", "overview")
                .starter("Compare", "mean of price by city")
                .starter("See it change", "chart price over sold")
                .starter("Find the extremes", "largest 10 by price")
                .settings(false)
                .accepts(".csv", ".tsv", "text/csv", "text/tab-separated-values");
    }

    @Override
    public void reply(Chat chat) throws IOException {
        try (var message = chat.message("assistant")) {
            try {
                for (var file : chat.attachments()) {
                    show(message, sheets.read(file, chat.session()));
                }
                if (!chat.text().isBlank()) {
                    answer(chat, message, sheets.latest(chat));
                }
            } catch (SheetException e) {
                message.warning(e.sentence());
            }
        }
    }

    private static void show(ChatMessage message, Sheet sheet) {
        message.markdown("### " + sheet.name());
        message.metric("Rows", figure(sheet.rows()));
        message.metric("Columns", figure(sheet.columns().size()));
        message.metric("Empty cells", figure(sheet.missing()));
        sheet.remarks().forEach(message::warning);
        SheetChart.fitting(sheet).ifPresent(message::chart);
        message.table(Table.of(sheet.described()).caption("What is in each column"));
        message.table(Table.of(sheet.cells()).caption(sheet.name()));
    }

    private static void answer(Chat chat, ChatMessage message, Sheet sheet) throws SheetException {
        var question = SheetQuestion.of(chat.text());
        if (question.isEmpty()) {
            ask(chat, message, sheet);
            return;
        }
        switch (question.get()) {
            case Overview _ -> show(message, sheet);
            case Drawn drawn ->
                message.chart(SheetChart.of(sheet, numbers(sheet, drawn.y()), column(sheet, drawn.x()))
                        .orElseThrow(ExplorerHandler::nothingToShow));
            case Extremes asked ->
                message.table(sheet.extremes(numbers(sheet, asked.by()), asked.count(), asked.largest()));
            case Measured asked -> measured(message, sheet, asked);
        }
    }

    private static void measured(ChatMessage message, Sheet sheet, Measured asked) throws SheetException {
        var of = asked.of() == null ? null : column(sheet, asked.of());
        if (of != null && asked.measure() != Measure.COUNT) {
            requireNumbers(of);
        }
        if (asked.by() == null) {
            var value = sheet.measured(asked.measure(), of);
            message.metric(Sheet.heading(asked.measure(), of), figure(value));
        } else {
            var by = column(sheet, asked.by());
            var groups = sheet.measured(asked.measure(), of, by);
            message.chart(SheetChart.of(groups, by).orElseThrow(ExplorerHandler::nothingToShow));
            message.table(groups);
        }
    }

    private static String figure(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Double fraction -> String.format(Locale.ROOT, "%,.2f", fraction);
            case Number whole -> String.format(Locale.ROOT, "%,d", whole.longValue());
            default -> String.valueOf(value);
        };
    }

    /** The model is told what the columns are, and not sent the file: that may be larger than it can read. */
    private static void ask(Chat chat, ChatMessage message, Sheet sheet) {
        var prompt = chat.history().stream().map(ExplorerHandler::words).toList();
        var request = ModelRequest.of(prompt).withSystem(SheetPrompt.of(sheet));
        message.writeStream(chat.model().stream(request));
    }

    private static ModelMessage words(ModelMessage message) {
        var words = message.content().stream()
                .filter(content -> content instanceof Content.Text || content instanceof Content.Verbatim)
                .toList();
        List<Content> nothing = List.of(new Content.Text("(a file)"));
        return new ModelMessage(message.role(), words.isEmpty() ? nothing : words);
    }

    private static SheetException nothingToShow() {
        return new SheetException("No row has a value in both columns.");
    }

    private static Column numbers(Sheet sheet, String name) throws SheetException {
        return requireNumbers(column(sheet, name));
    }

    private static Column requireNumbers(Column column) throws SheetException {
        if (column.kind() != Sheet.Kind.NUMBER) {
            throw new SheetException("The column " + column.name() + " has no numbers.");
        }
        return column;
    }

    private static Column column(Sheet sheet, String name) throws SheetException {
        return sheet.column(name)
                .orElseThrow(() -> new SheetException("There is no column " + name + " in " + sheet.name()
                        + ". It has: " + String.join(", ", sheet.names()) + "."));
    }
}

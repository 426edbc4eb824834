package dev.parley.transfer;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.Form;
import dev.parley.conversation.Json;
import dev.parley.conversation.Media;
import dev.parley.conversation.Metric;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step;
import dev.parley.conversation.Table;
import dev.parley.conversation.Tabular;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What JSON may leave out and an element cannot be without. What else must hold, the records check themselves. */
final class ElementCheck {

    private ElementCheck() {}

    /** @throws IllegalArgumentException for the first that is wrong */
    static void check(List<Element> elements) {
        var statuses = new HashSet<Integer>();
        for (var element : elements) {
            if (element.container() != null && !statuses.contains(element.container())) {
                throw new IllegalArgumentException("The element " + element.id() + " is in " + element.container()
                        + ", which is no status before it");
            }
            check(element.content());
            if (element.content() instanceof Step.Status && !statuses.add(element.id())) {
                throw new IllegalArgumentException("Two elements have the number " + element.id());
            }
        }
    }

    private static void check(Element.Content content) {
        switch (content) {
            case Element.Growing growing -> require(growing.text(), "text");
            case Element.Callout callout -> {
                require(callout.level(), "level");
                require(callout.text(), "text");
            }
            case Element.Latex latex -> require(latex.text(), "text");
            case Element.Html html -> require(html.text(), "text");
            // Without a value it is JSON's null.
            case Json _ -> {}
            case Step step -> check(step);
            case Tabular tabular -> check(tabular);
            case Metric metric -> {
                require(metric.label(), "label");
                require(metric.value(), "value");
            }
            case Citations citations -> require(citations.sources(), "sources");
            case Question question -> check(question);
            case Media media -> check(media);
        }
    }

    private static void check(Step step) {
        switch (step) {
            case Step.Tool tool -> {
                require(tool.name(), "name");
                require(tool.state(), "state");
            }
            case Step.Status status -> {
                require(status.label(), "label");
                require(status.state(), "state");
            }
            case Step.Progress _ -> {}
        }
    }

    private static void check(Tabular tabular) {
        for (var column : tabular.columns()) {
            require(column.name(), "name");
            require(column.type(), "type");
        }
        switch (tabular) {
            case Table _ -> {}
            case Chart chart -> require(chart.chart(), "chart");
        }
    }

    private static void check(Media media) {
        require(media.blob(), "file");
        switch (media) {
            case Media.Image image -> require(image.alt(), "alt");
            case Media.Audio audio -> require(audio.mediaType(), "mediaType");
            case Media.Video video -> require(video.mediaType(), "mediaType");
            case Element.File file -> require(file.mediaType(), "mediaType");
        }
    }

    private static void check(Question question) {
        require(question.prompt(), "prompt");
        require(question.form(), "form");
        require(question.state(), "state");
        switch (question.form()) {
            case Form.Choice choice -> check(choice.options(), "options");
            case Form.Confirm confirm -> {
                require(confirm.yes(), "yes");
                require(confirm.no(), "no");
            }
            case Form.Fields fields -> fields.fields().forEach(ElementCheck::check);
            case Form.Text _, Form.Thumbs _, Form.Faces _, Form.Stars _ -> {}
        }
        if (question.answer() != null) {
            question.form().check(question.answer());
        }
    }

    private static void check(Form.Field field) {
        require(field.label(), "label");
        require(field.type(), "type");
        check(field.options(), "options");
    }

    private static void check(List<Form.Option> options, String name) {
        require(options, name);
        for (var option : options) {
            require(option.label(), "label");
        }
    }

    /** Whatever the types say: the file decides. */
    static void require(@Nullable Object value, String field) {
        if (value == null || Boolean.FALSE.equals(value)) {
            throw new IllegalArgumentException("The field " + field + " is missing");
        }
    }
}

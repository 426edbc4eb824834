package dev.parley.web.words;

import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.i18n.MessageTemplateLocator;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Finds a message's template by its name, before anyone looks for a file of that name. Qute reads the template of each
 * message with places at the start, in each language; the search for files that are not there, under several names
 * each, was most of what a native binary did until it answered.
 */
@Singleton
class MessageLocator implements TemplateLocator {

    private final MessageTemplateLocator messages;

    MessageLocator(MessageTemplateLocator messages) {
        this.messages = messages;
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Optional<TemplateLocation> locate(String name) {
        return messages.locate(name);
    }
}

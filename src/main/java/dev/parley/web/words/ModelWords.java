package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of the model: how it is asked, what it has cost, how full its window is. */
@MessageBundle(value = "model", locale = "en")
public interface ModelWords {

    @Message("Model")
    String model();

    @Message("Model: {name}")
    String chosen(String name);

    @Message("Model: {name}, effort: {effort}")
    String chosenWithEffort(String name, String effort);

    @Message("Effort")
    String effort();

    @Message("Low")
    String low();

    @Message("Medium")
    String medium();

    @Message("High")
    String high();

    @Message("Extra high")
    String xhigh();

    @Message("Maximum")
    String max();

    @Message("Default")
    String usual();

    @Message("Default: {effort}")
    String usualIs(String effort);

    @Message("System prompt and presets…")
    String more();

    @Message("Settings of this conversation")
    String settings();

    @Message("Presets")
    String presets();

    @Message("System prompt")
    String prompt();

    @Message("What the model is told before your first message")
    String promptHint();

    @Message("Settings hold from the next answer on.")
    String holdsNext();

    @Message("{count} tokens")
    String tokens(String count);

    @Message("about {value}")
    String about(String value);

    @Message("Model and cost: {value}")
    String usageOfAnswer(String value);

    @Message("Read")
    String read();

    @Message("Written")
    String written();

    @Message("Cost")
    String cost();

    @Message("{percent} % of the prompt from the cache")
    String fromCache(String percent);

    @Message("Left today: {left} of {most}. Renewed {time}.")
    String leftToday(String left, String most, String time);

    @Message("Left this month: {left} of {most}. Renewed {time}.")
    String leftThisMonth(String left, String most, String time);

    @Message("Estimated: the server has not told all figures.")
    String estimated();

    @Message("{percent} % of the model’s window is full")
    String window(String percent);

    @Message("{used} of {window} tokens")
    String windowOf(String used, String window);

    @Message("This conversation")
    String conversation();

    @Message("{count} answer")
    String answersOne(String count);

    @Message("{count} answers")
    String answersOther(String count);

    @Message("Some answers have no known price.")
    String partly();

    @Message("The sum could not be had. Try again in a moment.")
    String notLoaded();
}

package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a turn needs to run.
 *
 * @param text of the user message
 * @param history read on the turn's own thread, after the turn's beginning is stored
 */
record Answering(ChatHandler handler, String text, Supplier<List<ModelMessage>> history) {}

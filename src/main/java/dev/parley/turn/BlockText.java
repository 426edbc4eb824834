package dev.parley.turn;

import dev.parley.conversation.KeptBlock;

/** What was written of one block of a model, and where it stands in its element. Not thread-safe. */
final class BlockText {

    private final int block;
    private final int element;
    private final int from;
    private final StringBuilder text = new StringBuilder();

    BlockText(int block, int element, int from) {
        this.block = block;
        this.element = element;
        this.from = from;
    }

    boolean isOf(int other) {
        return block == other;
    }

    void add(String written) {
        text.append(written);
    }

    boolean says(String other) {
        return other.contentEquals(text);
    }

    /** @param at where the text belongs in the block's JSON */
    KeptBlock.Gap gap(int at) {
        return new KeptBlock.Gap(at, element, from, from + text.length());
    }
}

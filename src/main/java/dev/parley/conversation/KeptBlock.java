package dev.parley.conversation;

import java.util.List;

/**
 * A content block as its provider sent it, kept so that the provider can be given it back; never sent to a page.
 *
 * @param json the block, byte for byte
 */
public record KeptBlock(String provider, String model, String json) {

    /** It in pieces that fit into an event each. */
    public List<KeptBlock> pieces() {
        return TextPieces.of(json).stream()
                .map(piece -> new KeptBlock(provider, model, piece))
                .toList();
    }

    /** The same with the next piece. */
    KeptBlock with(KeptBlock next) {
        return new KeptBlock(provider, model, json + next.json());
    }
}

package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A content block as its provider sent it, kept so that the provider can be given it back; never sent to a page.
 *
 * @param json the block, byte for byte, but for the gap
 * @param gap the text that is left out of {@code json} because an element has it; null where it is whole
 */
public record KeptBlock(
        String provider,
        String model,
        String json,
        @Nullable Gap gap) {

    public KeptBlock {
        model = Usage.named(model);
    }

    /**
     * A text that is not kept twice.
     *
     * @param at where in the block it belongs, as a JSON string
     * @param element whose text it is, from the character {@code from} up to {@code to}
     */
    public record Gap(int at, int element, int from, int to) {

        public Gap {
            if (at < 0 || from < 0 || to < from) {
                throw new IllegalArgumentException("No gap is at " + at + ", from " + from + " to " + to);
            }
        }

        String fill(String json, List<Element> elements) {
            String words = ConversationJson.write(text(elements).substring(from, to));
            return json.substring(0, at) + words + json.substring(at);
        }

        private String text(List<Element> elements) {
            return elements.stream()
                    .filter(candidate -> candidate.id() == element)
                    .map(Element::content)
                    .filter(Element.Growing.class::isInstance)
                    .map(content -> ((Element.Growing) content).text())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("A block quotes element " + element));
        }
    }

    /** A whole one. */
    public KeptBlock(String provider, String model, String json) {
        this(provider, model, json, null);
    }

    /** It in pieces that fit into an event each; the first has the gap. */
    public List<KeptBlock> pieces() {
        var texts = TextPieces.of(json);
        var pieces = new ArrayList<KeptBlock>();
        pieces.add(new KeptBlock(provider, model, texts.getFirst(), gap));
        texts.stream().skip(1).map(text -> new KeptBlock(provider, model, text)).forEach(pieces::add);
        return pieces;
    }

    /** The same with the next piece. */
    KeptBlock with(KeptBlock next) {
        return new KeptBlock(provider, model, json + next.json(), gap);
    }

    /** The block as its provider sent it, with the text of the message's element. */
    String whole(List<Element> elements) {
        return gap == null ? json : gap.fill(json, elements);
    }
}

package dev.parley.markdown;

import dev.parley.conversation.Element;
import dev.parley.conversation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element with what it holds. */
public record Part(Element element, List<Part> held) {

    /** More statuses within each other than anyone writes; what is deeper stands in the last of them. */
    private static final int DEEPEST = 16;

    private record Place(Part part, int depth) {}

    /** Those at the top of their message, in order. */
    public static List<Part> of(List<Element> elements) {
        var top = new ArrayList<Part>();
        Map<Integer, Place> places = new HashMap<>();
        for (var element : elements) {
            var above = element.container() == null ? null : places.get(element.container());
            var part = new Part(element, new ArrayList<>());
            (above == null ? top : above.part().held()).add(part);
            if (element.content() instanceof Step.Status) {
                places.put(element.id(), place(part, above));
            }
        }
        return top;
    }

    private static Place place(Part part, @Nullable Place above) {
        if (above == null) {
            return new Place(part, 1);
        }
        return above.depth() < DEEPEST ? new Place(part, above.depth() + 1) : above;
    }
}

package dev.parley.harness;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one message or of several, nested ones behind what holds them.
 *
 * @param where such as "the message", for sentences
 */
record Elements(Backstage backstage, ConversationId conversation, String where, List<Element> all) {

    Elements {
        all = List.copyOf(all);
    }

    /** Those that {@code container} holds directly; null for those that none holds. */
    List<TestElement<Element.Content>> in(@Nullable Integer container) {
        return all.stream()
                .filter(element -> Objects.equals(element.container(), container))
                .map(element -> new TestElement<>(this, element, element.content()))
                .toList();
    }

    /** Those that {@code container} holds, directly or not. */
    Elements below(int container) {
        return new Elements(
                backstage,
                conversation,
                "the element",
                all.stream().filter(element -> isBelow(element, container)).toList());
    }

    private boolean isBelow(Element element, int container) {
        Integer outer = element.container();
        while (outer != null && outer != container) {
            outer = holderOf(outer);
        }
        return outer != null;
    }

    private @Nullable Integer holderOf(int number) {
        return all.stream()
                .filter(element -> element.id() == number)
                .findFirst()
                .map(Element::container)
                .orElse(null);
    }

    <C extends Element.Content> List<TestElement<C>> of(Class<C> kind) {
        return all.stream()
                .filter(element -> kind.isInstance(element.content()))
                .map(element -> new TestElement<>(this, element, kind.cast(element.content())))
                .toList();
    }

    /** The only one of its kind. */
    <C extends Element.Content> TestElement<C> only(Class<C> kind) {
        var found = of(kind);
        if (found.size() != 1) {
            String count = found.isEmpty() ? "is none" : "are " + found.size() + "; elements(…) gives them all";
            throw backstage.evidenceAgainst(
                    "There should be one " + kind.getSimpleName() + " in " + where + ", but there " + count + ".");
        }
        return found.getFirst();
    }

    /** The kinds of those that {@code container} holds directly. */
    void expect(@Nullable Integer container, Class<?>... kinds) {
        var actual = in(container).stream()
                .map(element -> element.content().getClass().getSimpleName())
                .collect(Collectors.joining(", "));
        var expected = Stream.of(kinds).map(Class::getSimpleName).collect(Collectors.joining(", "));
        backstage.requireEqual("the elements of " + where, expected, actual);
    }
}

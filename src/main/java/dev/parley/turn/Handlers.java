package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The handlers on offer: every bean that is one and has a name. */
@Singleton
public class Handlers {

    /** Who answers where nobody else is named. */
    public static final String DEFAULT = "claude";

    private final List<InstanceHandle<ChatHandler>> beans;

    Handlers(@All List<InstanceHandle<ChatHandler>> beans) {
        this.beans = beans;
    }

    /** Their names, the default one first. */
    public List<String> names() {
        return beans.stream()
                .map(handle -> handle.getBean().getName())
                .filter(name -> name != null)
                .sorted((a, b) -> a.equals(DEFAULT) ? -1 : b.equals(DEFAULT) ? 1 : a.compareTo(b))
                .toList();
    }

    Optional<ChatHandler> find(String name) {
        return beans.stream()
                .filter(handle -> name.equals(handle.getBean().getName()))
                .map(InstanceHandle::get)
                .findFirst();
    }
}

package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The handlers on offer: every bean that is one and has a name. */
@Singleton
public class Handlers {

    /** Who answers where nobody else is named. */
    public static final String DEFAULT = "claude";

    private final Map<String, Supplier<ChatHandler>> byName;

    @Inject
    Handlers(@All List<InstanceHandle<ChatHandler>> beans) {
        this(named(beans));
    }

    Handlers(Map<String, Supplier<ChatHandler>> byName) {
        this.byName = Map.copyOf(byName);
    }

    private static Map<String, Supplier<ChatHandler>> named(List<InstanceHandle<ChatHandler>> beans) {
        return beans.stream()
                .filter(handle -> handle.getBean().getName() != null)
                .collect(Collectors.toMap(handle -> handle.getBean().getName(), handle -> handle::get));
    }

    /** Their names, the default one first. */
    public List<String> names() {
        return byName.keySet().stream()
                .sorted((a, b) -> a.equals(DEFAULT) ? -1 : b.equals(DEFAULT) ? 1 : a.compareTo(b))
                .toList();
    }

    Optional<ChatHandler> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Supplier::get);
    }
}

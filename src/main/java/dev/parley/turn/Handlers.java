package dev.parley.turn;

import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.model.ModelProvider;
import io.quarkus.arc.All;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who may answer: every bean that is a handler and has a name. Not all need to be offered. */
@Singleton
public class Handlers {

    private static final String PLAIN = "claude";
    private static final String OURS = "dev.parley.";
    private static final String DEMOS = OURS + "demo";

    private final Map<String, Supplier<ChatHandler>> byName;
    private final List<OfferedHandler> offered;
    private final Map<String, OfferedHandler> described = new ConcurrentHashMap<>();

    @Inject
    Handlers(@All List<InstanceHandle<ChatHandler>> beans, HandlersConfig config, ModelProvider provider) {
        this(named(beans), config.offered().orElseGet(() -> usuallyOffered(beans, provider.scripted())));
    }

    /** @param offered the usual one first */
    Handlers(Map<String, Supplier<ChatHandler>> byName, List<String> offered) {
        this.byName = Map.copyOf(byName);
        this.offered = offered.stream().map(this::offer).toList();
        if (offered.isEmpty()) {
            throw new IllegalStateException("parley.handlers.offered names no handler: name one, or leave the key out");
        }
    }

    private static Map<String, Supplier<ChatHandler>> named(List<InstanceHandle<ChatHandler>> beans) {
        return beans.stream()
                .filter(handle -> handle.getBean().getName() != null)
                .collect(Collectors.toMap(handle -> handle.getBean().getName(), handle -> handle::get));
    }

    private static List<String> usuallyOffered(List<InstanceHandle<ChatHandler>> beans, boolean scripted) {
        return usuallyOffered(
                beans.stream()
                        .map(InstanceHandle::getBean)
                        .filter(bean -> bean.getName() != null)
                        .collect(Collectors.toMap(
                                InjectableBean::getName,
                                bean -> bean.getBeanClass().getPackageName())),
                scripted);
    }

    /** What a project brings is what it is for; demos stand behind, and not beside a real model. */
    static List<String> usuallyOffered(Map<String, String> packages, boolean scripted) {
        return packages.entrySet().stream()
                .filter(bean -> scripted || !bean.getValue().startsWith(DEMOS))
                .sorted(Comparator.<Map.Entry<String, String>>comparingInt(bean -> rank(bean.getKey(), bean.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int rank(String name, String packageName) {
        return !packageName.startsWith(OURS) ? 0 : name.equals(PLAIN) ? 1 : 2;
    }

    private OfferedHandler offer(String name) {
        if (!byName.containsKey(name)) {
            throw new IllegalStateException(
                    "parley.handlers.offered names " + name + ", which is no handler; there are "
                            + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        try {
            return described(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The profile of handler " + name + ": " + e.getMessage(), e);
        }
    }

    /** A wrong profile ends the start and not somebody's first message, also where the handler is not offered. */
    void check(@Observes StartupEvent event) {
        byName.keySet().forEach(this::offer);
    }

    /** Those a reader may choose from, the usual one first. */
    public List<OfferedHandler> offered() {
        return offered;
    }

    /** Who answers where nobody else is named. */
    public String usual() {
        return offered.getFirst().name();
    }

    /** The same name where there is such a handler, offered or not; else the usual one's. */
    public String knownOrUsual(String name) {
        return byName.containsKey(name) ? name : usual();
    }

    Optional<ChatHandler> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Supplier::get);
    }

    /** How a handler is offered, or would be. */
    OfferedHandler described(String name) {
        return described.computeIfAbsent(
                name,
                key -> OfferedHandler.of(
                        key, find(key).map(ChatHandler::profile).orElseGet(ChatProfile::plain)));
    }
}

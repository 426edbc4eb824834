package dev.parley.web;

import dev.parley.auth.AuthConfig;
import dev.parley.turn.Turns;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whoever reaches a model that costs money spends it: other machines are let in only if someone has said how. */
@Singleton
class ListeningCheck {

    private final Turns turns;
    private final AuthConfig config;
    private final String host;

    ListeningCheck(Turns turns, AuthConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.turns = turns;
        this.config = config;
        this.host = host;
    }

    /** Before the server listens. */
    void run(@Observes StartupEvent event) {
        if (!turns.scripted() && config.access().isEmpty() && !isLoopback(host)) {
            throw new ConfigurationException("With a model to pay for, Parley listens on " + host
                    + " only when parley.access says how readers are admitted: set it to password, token, proxy-header"
                    + " or open, or quarkus.http.host to localhost.");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return List.of(InetAddress.getAllByName(host)).stream().allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

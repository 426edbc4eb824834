package dev.parley.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and ranges of them.
 *
 * @param ranges what belongs to them
 */
record Networks(List<CidrAddress> ranges) {

    /** One subscriber has at least so much of an IPv6 address. */
    private static final int SUBSCRIBER_BITS = 64;

    Networks {
        ranges = List.copyOf(ranges);
    }

    /** @param key whose values they are, for the sentence about a wrong one */
    static Networks parse(String key, List<String> configured) {
        return new Networks(
                configured.stream().map(text -> parse(key, text.strip())).toList());
    }

    private static CidrAddress parse(String key, String text) {
        var range = text.contains("/") ? Inet.parseCidrAddress(text) : single(text);
        if (range == null) {
            throw new ConfigurationException(key + ": '" + text + "' is no address and no range such as 10.1.0.0/16");
        }
        return range;
    }

    private static @Nullable CidrAddress single(String text) {
        var address = parsed(text);
        return address == null ? null : CidrAddress.create(address, address.getAddress().length * Byte.SIZE);
    }

    /** An IPv4 address that is written as an IPv6 one is one. */
    private static @Nullable InetAddress parsed(@Nullable String text) {
        var address = text == null ? null : Inet.parseInetAddress(text);
        try {
            return address == null ? null : InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }

    /** @param address in digits; null for a peer that has none, such as a local socket */
    boolean contain(@Nullable String address) {
        var parsed = parsed(address);
        return parsed != null && ranges.stream().anyMatch(range -> range.matches(parsed));
    }

    /** What stands for the one who has the address. */
    static String of(@Nullable String address) {
        var parsed = parsed(address);
        return parsed instanceof Inet6Address
                ? CidrAddress.create(parsed, SUBSCRIBER_BITS).toString()
                : String.valueOf(address);
    }
}

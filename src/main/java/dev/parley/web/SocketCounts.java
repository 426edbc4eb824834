package dev.parley.web;

import java.util.HashMap;
import java.util.Map;

/** How many sockets are open, of each owner and from each address. Thread-safe. */
final class SocketCounts {

    private final int mostOfOwner;
    private final int mostOfAddress;
    private final Map<String, Integer> byOwner = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();

    SocketCounts(LimitsConfig config) {
        this.mostOfOwner = config.socketsPerOwner();
        this.mostOfAddress = config.socketsPerAddress();
    }

    synchronized boolean hasRoom(String owner, String address) {
        return byOwner.getOrDefault(owner, 0) < mostOfOwner && byAddress.getOrDefault(address, 0) < mostOfAddress;
    }

    /** Returns whether there was room; then the socket is counted until it {@linkplain #leave leaves}. */
    synchronized boolean enter(String owner, String address) {
        boolean room = hasRoom(owner, address);
        if (room) {
            byOwner.merge(owner, 1, Integer::sum);
            byAddress.merge(address, 1, Integer::sum);
        }
        return room;
    }

    synchronized void leave(String owner, String address) {
        byOwner.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
        byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
}

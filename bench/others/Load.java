package others;

/**
 * What is asked of a chat.
 *
 * @param earlier how many messages it has already
 * @param crowd how many chats run at once, this one included
 * @param felt whether the frames are looked at, which costs; else what it costs is measured
 */
record Load(int earlier, int crowd, boolean felt) {

    String title() {
        return crowd > 1
                ? "%d at once".formatted(crowd)
                : earlier == 0 ? "one chat" : "after %d messages".formatted(earlier);
    }
}

package dev.parley.chat;

import java.io.InputStream;

/** A file that the reader has attached to the message to answer. */
public interface ChatAttachment {

    /** As the reader's device calls it, without folders; for people only. */
    String name();

    /** What its first bytes say, where they tell; else what it was said to be. */
    String mediaType();

    /** In bytes. */
    long size();

    /** All of it, read from the store as it is needed; to be closed. */
    InputStream open();
}

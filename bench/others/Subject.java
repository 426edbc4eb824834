package others;

/** A chat that is measured. */
enum Subject {
    PARLEY("Parley", "textarea", "#thread"),
    /** The same once more: how far the two are apart is the noise. */
    PARLEY_AGAIN("Parley, again", "textarea", "#thread"),
    STREAMLIT("Streamlit", "textarea[data-testid='stChatInputTextArea']", "body"),
    CHAINLIT("Chainlit", "#chat-input", "body"),
    GRADIO("Gradio", "textarea[data-testid='textbox']", "body");

    private final String title;
    private final String composer;
    private final String shown;

    Subject(String title, String composer, String shown) {
        this.title = title;
        this.composer = composer;
        this.shown = shown;
    }

    String title() {
        return title;
    }

    /** Where a message is written, as a selector. */
    String composer() {
        return composer;
    }

    /** Where messages are shown, as a selector: Parley says an answer to screen readers as well, elsewhere. */
    String shown() {
        return shown;
    }

    boolean isParley() {
        return this == PARLEY || this == PARLEY_AGAIN;
    }
}

package others;

/** A chat that is measured. */
enum Subject {
    PARLEY("Parley", "textarea"),
    /** The same once more: how far the two are apart is the noise. */
    PARLEY_AGAIN("Parley, again", "textarea"),
    STREAMLIT("Streamlit", "textarea[data-testid='stChatInputTextArea']"),
    CHAINLIT("Chainlit", "#chat-input"),
    GRADIO("Gradio", "textarea[data-testid='textbox']");

    private final String title;
    private final String composer;

    Subject(String title, String composer) {
        this.title = title;
        this.composer = composer;
    }

    String title() {
        return title;
    }

    /** Where a message is written, as a selector. */
    String composer() {
        return composer;
    }

    boolean isParley() {
        return this == PARLEY || this == PARLEY_AGAIN;
    }
}

package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The form to sign in. */
@MessageBundle(value = "login", locale = "en")
public interface LoginWords {

    @Message("Sign in")
    String title();

    @Message("Sign in to Parley")
    String heading();

    @Message("Token")
    String token();

    @Message("Password")
    String password();

    @Message("Sign in")
    String signIn();

    @Message("Nobody has this token.")
    String wrongToken();

    @Message("That is not the password.")
    String wrongPassword();

    @Message("Too many attempts. Try again in {seconds} seconds.")
    String tooManySeconds(String seconds);

    @Message("Too many attempts. Try again in {minutes} minutes.")
    String tooManyMinutes(String minutes);
}

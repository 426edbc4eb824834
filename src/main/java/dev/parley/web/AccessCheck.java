package dev.parley.web;

import dev.parley.auth.MetricsAccess;
import dev.parley.auth.Origins;
import dev.parley.auth.Owners;
import dev.parley.auth.SignIn;
import dev.parley.conversation.StoreOpening;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has what is configured wrongly about access told before the store is opened, and its tables made. */
@Singleton
class AccessCheck {

    /** Each of them looks at its configuration when it is made. */
    void run(@Observes StoreOpening opening, Owners owners, SignIn signIn, Origins origins, MetricsAccess metrics) {}
}

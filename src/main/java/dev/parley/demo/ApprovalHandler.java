package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Does nothing without being told to: proposes, asks, asks for details, and only then acts. */
@ApplicationScoped
@Named("approval")
public class ApprovalHandler implements ChatHandler {

    private static final String SURE = "Pay this money back?";
    private static final String DETAILS = "How is it to be done?";
    private static final List<Order> ORDERS = List.of(
            new Order("1041", "Ines Duarte", "A map of the strait", 24.0),
            new Order("1042", "Rui Matos", "A ship's bell", 89.5),
            new Order("1043", "Ana Reis", "A year of ferry rides", 360.0));

    private final Logger log = Logger.getLogger(ApprovalHandler.class);

    @RegisterForReflection
    record Order(String number, String customer, String item, double paid) {}

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Approval")
                .description("Proposes to pay an order back, and does so when you agree.")
                .avatar(":material/verified:")
                .starter("A bell", "Refund order 1042")
                .starter("Many ferry rides", "Refund order 1043")
                .starter("No such order", "Refund order 9999")
                .settings(false)
                .accepts();
    }

    @Override
    public void reply(Chat chat) {
        var order = ORDERS.stream()
                .filter(one -> chat.text().contains(one.number()))
                .findFirst();
        if (order.isEmpty()) {
            chat.message("assistant")
                    .markdown("Name one of these orders, as in *Refund order 1042*.")
                    .table(ORDERS);
        } else {
            reply(chat, order.get());
        }
    }

    /** A restart may have ended the turn that asked; then this one begins with the answer, and goes on from there. */
    private void reply(Chat chat, Order order) {
        var late = chat.answer();
        String answered = late.map(ChatAnswer::prompt).orElse("");
        var details = late.filter(answer -> answered.equals(DETAILS));
        if (details.isEmpty()) {
            var sure = answered.equals(SURE) ? late.map(ChatAnswer::confirmed) : propose(chat, order);
            if (sure.isEmpty()) {
                return; // The reader has sent a message instead, which is answered next.
            }
            if (!sure.get()) {
                chat.message("assistant").info("Nothing was paid back.");
                return;
            }
            details = details(chat, order);
        }
        while (details.isPresent() && isTooMuch(details.get(), order)) {
            chat.message("assistant").warning("Only " + euros(order.paid()) + " were paid. Nothing was paid back yet.");
            details = details(chat, order);
        }
        details.ifPresent(answer -> payBack(chat, order, answer));
    }

    private static Optional<Boolean> propose(Chat chat, Order order) {
        try (var message = chat.message("assistant")) {
            message.markdown("I would pay back order **" + order.number() + "**:")
                    .table(List.of(order));
        }
        return chat.ask(SURE).confirm("Pay back", "Leave it");
    }

    private static Optional<ChatAnswer> details(Chat chat, Order order) {
        return chat.ask(DETAILS)
                .fields(
                        ChatField.number("amount", "Amount, at most " + euros(order.paid()))
                                .mandatory(),
                        ChatField.choice("reason", "Reason", "Damaged", "Late", "Not wanted")
                                .mandatory(),
                        ChatField.flag("letter", "Write to " + order.customer()),
                        ChatField.text("note", "Note"));
    }

    private static boolean isTooMuch(ChatAnswer details, Order order) {
        double amount = details.number("amount").orElse(0.0);
        return amount <= 0 || amount > order.paid();
    }

    private void payBack(Chat chat, Order order, ChatAnswer details) {
        double amount = details.number("amount").orElseThrow();
        try (var message = chat.message("assistant")) {
            try (var work = message.status("Paying back " + euros(amount))) {
                work.markdown(
                        "Told the bank, because: " + details.text("reason").orElse("no reason given"));
                details.text("note").ifPresent(note -> work.markdown("Added the note: " + note));
                if (details.flag("letter")) {
                    work.markdown("Wrote to " + order.customer());
                }
                work.complete("Paid back " + euros(amount) + " to " + order.customer());
            }
            message.success("Done: order " + order.number() + " is settled.").feedback(ChatFeedback.Kind.THUMBS);
        }
    }

    private static String euros(double amount) {
        return String.format(Locale.ROOT, "€%.2f", amount);
    }

    @Override
    public void feedback(ChatFeedback feedback) {
        log.infof("A reader says %s to: %s", feedback.value() == 1 ? "yes" : "no", feedback.text());
    }
}

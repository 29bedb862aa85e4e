package io.desirepath.journey.activation.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.contracts.MembershipChanged;
import io.desirepath.journey.activation.webhook.domain.ShownText;
import io.desirepath.journey.activation.workflow.domain.Finding;
import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.activation.workflow.domain.Template.Placeholder;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Sends e-mail to the merchant's own people. Whose addresses those are is said by their domains, because a customer must not
 * be written to without consent, and nobody asks for that here.
 */
@Singleton
class SendMail {

    private static final int LONGEST_ANSWER = 300;

    /** Of an address, which may have a name before it. */
    private static final Pattern DOMAIN = Pattern.compile(".*@([A-Za-z0-9.-]+).*");

    private static final String NAMES = "SELECT (SELECT name FROM segment_account WHERE account_id = ?),"
            + " (SELECT name FROM segment WHERE id = ?)";

    private final ReactiveMailer mailer;
    private final DataSource database;
    private final WorkflowConfig.Mail config;

    SendMail(ReactiveMailer mailer, DataSource database, WorkflowConfig config) {
        this.mailer = mailer;
        this.database = database;
        this.config = config.mail();
    }

    /** Why such an e-mail cannot be sent from here; empty if it can. */
    Optional<String> refusal(Step.Email email) {
        if (config.host().isEmpty() || config.from().isEmpty()) {
            return Optional.of(
                    "E-mail is not set up here: desirepath.workflows.mail.host and desirepath.workflows.mail.from are missing");
        }
        List<String> allowed = config.allowedDomains().orElse(List.of());
        return email.to().stream()
                .map(address -> address.substring(address.indexOf('@') + 1))
                .filter(domain -> allowed.stream().noneMatch(domain::equalsIgnoreCase))
                .findFirst()
                .map(domain -> "Addresses of " + domain.toLowerCase(Locale.ROOT)
                        + " may not be written to: it is not among desirepath.workflows.mail.allowed-domains");
    }

    /** Sends it, outside of any transaction; the same step of the same run always under the same Message-ID. */
    Finding send(RunRow run, Step.Email email) throws SQLException {
        Optional<String> refusal = refusal(email);
        if (refusal.isPresent()) {
            return new Finding.Failed(refusal.get(), true);
        }
        String from = config.from().orElseThrow();
        String messageId =
                "<workflow-%s-%d@%s>".formatted(run.id(), run.run().number(), from.substring(from.indexOf('@') + 1));
        Mail mail = mail(run, email).setFrom(from).addHeader("Message-ID", messageId);
        try {
            mailer.send(mail).await().atMost(config.timeout());
            return new Finding.Passed(List.of(
                    "The mail server took it, for " + String.join(", ", email.to()), "Message-ID: " + messageId));
        } catch (RuntimeException e) {
            return new Finding.Failed("The mail server did not take it: " + shown(e), false);
        }
    }

    private Mail mail(RunRow run, Step.Email email) throws SQLException {
        Map<Placeholder, String> values = values(run);
        return new Mail()
                .setTo(List.copyOf(email.to()))
                // What others say their names are must not begin another header.
                .setSubject(email.subject().filled(values).replaceAll("\\p{Cntrl}+", " "))
                .setText(email.text().filled(values))
                // RFC 3834: so that nobody's absence is answered.
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private Map<Placeholder, String> values(RunRow run) throws SQLException {
        MembershipChanged change = run.change();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(NAMES)) {
            select.setString(1, run.account());
            select.setString(2, change.segmentId());
            ResultSet names = select.executeQuery();
            names.next();
            return Map.of(
                    Placeholder.ACCOUNT_ID, run.account(),
                    Placeholder.ACCOUNT_NAME, Objects.requireNonNullElse(names.getString(1), run.account()),
                    Placeholder.SEGMENT, Objects.requireNonNullElse(names.getString(2), change.segmentId()),
                    Placeholder.STAGE,
                            change.stage() == null ? "unknown" : change.stage().name(),
                    Placeholder.REASON, change.reason().text(),
                    Placeholder.AT, change.at().toString());
        }
    }

    private static String shown(RuntimeException e) {
        String answer = ShownText.of(String.valueOf(e.getMessage()).getBytes(UTF_8));
        return answer.length() > LONGEST_ANSWER ? answer.substring(0, LONGEST_ANSWER) : answer;
    }
}

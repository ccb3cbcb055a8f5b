package scrip.server.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Sends letters by SMTP, if the operator named a mail server.
public final class Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final String WAIT_MILLIS_MAX = Long.toString(Duration.ofSeconds(10).toMillis());

    /// The port on which a connection is encrypted from its first byte.
    private static final int PORT_ENCRYPTED = 465;

    private final @Nullable JavaMailSenderImpl sender;
    private final String from;

    /// @param settings null for a server that sends no mail
    public Mailer(@Nullable MailSettings settings) {
        this.sender = settings == null ? null : sender(settings);
        this.from = settings == null ? "" : settings.from();
    }

    /// A letter of plain text.
    ///
    /// @param id the same each time it is sent, so that whoever gets it twice can tell: before the
    ///   `@` of its `Message-ID`; null for another one each time
    public record Letter(String to, String subject, String text, @Nullable String id) {

        public Letter(String to, String subject, String text) {
            this(to, subject, text, null);
        }
    }

    public boolean isSetUp() {
        return sender != null;
    }

    /// Sends a letter. Returns whether the mail server took it.
    public boolean send(Letter letter) {
        JavaMailSenderImpl by = sender;
        if (by == null) {
            throw new IllegalStateException("no mail server is set up");
        }
        try {
            String id = letter.id();
            MimeMessage message =
                    id == null
                            ? by.createMimeMessage()
                            : new Marked(by.getSession(), id + from.substring(from.indexOf('@')));
            MimeMessageHelper parts =
                    new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
            parts.setFrom(from);
            parts.setTo(letter.to());
            parts.setSubject(letter.subject());
            parts.setText(letter.text());
            by.send(message);
            return true;
        } catch (MailException | MessagingException failed) {
            LOG.warn("the mail server took no letter: {}", failed.toString());
            return false;
        }
    }

    /// A message that keeps its id when it is sent again.
    private static final class Marked extends MimeMessage {

        private final String id;

        Marked(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }

    private static JavaMailSenderImpl sender(MailSettings settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setUsername(settings.user());
        sender.setPassword(settings.password());
        boolean encrypted = settings.port() == PORT_ENCRYPTED;
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.auth", Boolean.toString(settings.user() != null));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(encrypted));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put(
                "mail.smtp.starttls.required",
                Boolean.toString(settings.user() != null && !encrypted));
        properties.put("mail.smtp.connectiontimeout", WAIT_MILLIS_MAX);
        properties.put("mail.smtp.timeout", WAIT_MILLIS_MAX);
        properties.put("mail.smtp.writetimeout", WAIT_MILLIS_MAX);
        return sender;
    }
}

package dev.lamplighter.app.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/**
 * The steps that docs/how-to/cost-letter.md shows, with a server for mail and the letter of that page. With
 * {@code -Dlamplighter.letter=FOLDER} the mail is left there, to be opened in mail programs.
 */
final class LetterByMailTest {
    private static final Path GUIDE = Path.of("docs/how-to/cost-letter.md");
    private static final Path LETTER = Path.of("docs/how-to/cost-letter-of-the-sandbox.mail.html");
    private static final String TEXT = "So far: 645.21 USD – grün\n";
    private static final Pattern STEPS = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static String route(int port) throws Exception {
        Matcher steps = STEPS.matcher(Files.readString(GUIDE));
        assertThat(steps.find()).isTrue();
        return "- route:\n    id: alert\n    from:\n      uri: direct:alert\n      steps:\n"
                + steps.group(1)
                        .replace("smtps:mail.example.org:465", "smtps:localhost:" + port)
                        .replace("{{env:MAIL_USER}}", "ann")
                        .replace("{{env:MAIL_PASSWORD}}", "pass word")
                + "                    additionalJavaMailProperties: \"#mailProperties\"\n";
    }

    private static String sent() throws Exception {
        Properties trusting = new Properties();
        trusting.put("mail.smtps.ssl.socketFactory", SmtpServer.trusting());
        CamelContext context = new DefaultCamelContext();
        try (SmtpServer smtp = new SmtpServer(true)) {
            context.getRegistry().bind("mailProperties", trusting);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("alert.camel.yaml", route(smtp.port())));
            context.start();
            Exchange letter = ExchangeBuilder.anExchange(context)
                    .withBody("Costs of November 2026: 645.21 USD so far")
                    .withHeader("NoticeKind", "LETTER")
                    .build();
            letter.setVariable("letterHtml", Files.readString(LETTER));
            letter.setVariable("letterText", TEXT);
            context.createProducerTemplate().send("direct:alert", letter);
            assertThat(letter.getException()).isNull();
            assertThat(smtp.mails).hasSize(1);
            assertThat(smtp.mails.get(0).isEncrypted()).isTrue();
            return smtp.mails.get(0).text();
        } finally {
            context.stop();
        }
    }

    @Test
    void aLetterIsAMailWithAPageAndTheSameAsText() throws Exception {
        String mail = sent();

        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        assertThat(message.getSubject()).isEqualTo("Costs of November 2026: 645.21 USD so far");
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        Multipart parts = (Multipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        Map<Integer, String> expected = Map.of(0, TEXT, 1, Files.readString(LETTER));
        for (int i = 0; i < 2; i++) {
            BodyPart part = parts.getBodyPart(i);
            assertThat(part.getContentType()).startsWith(i == 0 ? "text/plain" : "text/html");
            assertThat(part.getContent().toString().replace("\r\n", "\n").strip())
                    .isEqualTo(String.valueOf(expected.get(i)).strip());
        }
        String to = System.getProperty("lamplighter.letter", "");
        if (!to.isEmpty()) {
            Files.createDirectories(Path.of(to));
            Files.writeString(Path.of(to, "letter.eml"), mail);
        }
    }
}

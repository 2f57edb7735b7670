package dev.lamplighter.app.message;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.component.mail.DefaultAuthenticator;

/** Makes what the endpoint for mail needs; nothing here is loaded while no mail is sent. */
final class MailBeans {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 20_000;

    private MailBeans() {}

    /** The beans by name: the password is in none of the endpoint's options, which JMX and logs show. */
    static Map<String, Object> of(MessageSettings.Mail mail) {
        Map<String, Object> beans = new TreeMap<>();
        beans.put("mailProperties", properties(mail));
        beans.put("mailAuthenticator", new DefaultAuthenticator(mail.user(), mail.password()));
        return beans;
    }

    private static Properties properties(MessageSettings.Mail mail) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.setProperty("mail.smtp.timeout", Integer.toString(ANSWER_MILLIS));
        properties.setProperty("mail.smtp.writetimeout", Integer.toString(ANSWER_MILLIS));
        properties.setProperty(
                "mail.smtp.ssl.enable", Boolean.toString(mail.tls().equals("smtps")));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(mail.tls().equals("starttls")));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(mail.tls().equals("starttls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }
}

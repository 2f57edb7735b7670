package dev.lamplighter.app.message;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.AlertProblemCode;
import java.util.Set;

/** Says why a message was not delivered and what to do about it, without any secret. */
final class DeliveryProblem {
    /** How deep causes are looked through; they may form a circle. */
    private static final int DEEPEST = 20;

    private DeliveryProblem() {}

    /** The problem of a failure of the route; its own if it has one. */
    static Problem of(String place, Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < DEEPEST && root != null; i++) {
            if (root instanceof ProblemException own) {
                return own.problem();
            }
            if (root.getCause() == null) {
                break;
            }
            root = root.getCause();
        }
        boolean isMail = place.startsWith(MessageSettings.MAIL);
        return new Problem(
                isMail ? AlertProblemCode.MAIL_NOT_SENT : AlertProblemCode.WEBHOOK_NOT_SENT,
                place,
                isMail ? "no mail was sent" : "the web hook was not called",
                why(failure, root == null ? failure : root),
                fix(failure, isMail),
                Problem.Kind.RETRY);
    }

    /** The problem when a web hook answers that it doesn't take a message. */
    static Problem ofAnswer(String webhook, int status) {
        return new Problem(
                AlertProblemCode.WEBHOOK_NOT_SENT,
                webhook,
                "the web hook takes no message",
                "it answers " + status,
                switch (status) {
                    case 400, 422 -> "it doesn't understand the body: look at alerts.webhook.template";
                    case 401, 403 -> "set alerts.webhook.authorization, or make a new web hook";
                    case 404, 405, 410 -> "make a new web hook and write its address to alerts.webhook.url";
                    case 429 -> "nothing: it has had too many, and is asked again later";
                    default ->
                        status >= 300 && status < 400
                                ? "write the address that it redirects to"
                                : "nothing: it is asked again later; if it stays so, ask who runs it";
                },
                Problem.Kind.RETRY);
    }

    /** The problem when the heartbeat is not taken. */
    static Problem ofHeartbeat(String why) {
        return new Problem(
                AlertProblemCode.HEARTBEAT_NOT_TAKEN,
                "alerts.heartbeat.url",
                "the heartbeat was not taken",
                why,
                "look at the address and the network; it is called again after alerts.heartbeat.period",
                Problem.Kind.RETRY);
    }

    private static String why(Throwable failure, Throwable root) {
        String message = root.getMessage() == null || root.getMessage().isBlank()
                ? String.valueOf(failure.getMessage())
                : root.getMessage();
        String text = root.getClass().getSimpleName() + ": " + message.strip();
        // A client that fails may name the whole address, whose path is the secret.
        return text.replaceAll("(https?://[^/\\s]+)/[^\\s\"']*", "$1/...");
    }

    /** Goes by the names of the classes, so that those of a library which isn't used are not loaded. */
    private static String fix(Throwable failure, boolean isMail) {
        if (is(failure, Set.of("AuthenticationFailedException"))) {
            return "correct alerts.mail.user and alerts.mail.password; some servers want a password for programs";
        }
        if (is(failure, Set.of("SSLHandshakeException", "SSLException", "SSLPeerUnverifiedException"))) {
            return isMail
                    ? "use the server's own name in alerts.mail.smtp, and smtps for a port that begins with TLS;"
                            + " for a private authority, -Djavax.net.ssl.trustStore in LAMPLIGHTER_JAVA_OPTS"
                    : "use the server's own name in alerts.webhook.url; for a private authority,"
                            + " -Djavax.net.ssl.trustStore in LAMPLIGHTER_JAVA_OPTS";
        }
        if (is(failure, Set.of("UnknownHostException"))) {
            return "correct the name of the server, or the network of this machine";
        }
        if (is(failure, Set.of("SMTPAddressFailedException", "SMTPSendFailedException", "SMTPSenderFailedException"))) {
            return "look at the addresses in alerts.mail.to and alerts.mail.from; the server refuses one of them";
        }
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) {
            return "the server has no TLS at this port: use its port 465, or set alerts.mail.tls=none in a network of yours";
        }
        return "look at the name and port of the server; bin/lamplighter alerts test tries again at once";
    }

    private static boolean is(Throwable failure, Set<String> classes) {
        Throwable one = failure;
        for (int i = 0; i < DEEPEST && one != null; i++) {
            if (classes.contains(one.getClass().getSimpleName())) {
                return true;
            }
            one = one.getCause();
        }
        return false;
    }
}

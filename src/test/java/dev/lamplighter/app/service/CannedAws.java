package dev.lamplighter.app.service;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test a server of {@link CannedAnswers} and the shipped clients, led to it. */
@SuppressWarnings("NullAway.Init") // made before each test
final class CannedAws implements BeforeEachCallback, AfterEachCallback {
    CannedAnswers server;
    AwsOperations operations;
    private ServedClients clients;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        server = new CannedAnswers();
        clients = new ServedClients(server.endpoint());
        operations = new AwsOperations(clients.aws(), server.endpoint());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        operations.close();
        clients.close();
        server.close();
    }
}

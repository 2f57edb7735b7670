package dev.lamplighter.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Takes an HTTP request to the stand-in that is meant, and its answer back. */
final class Dispatcher implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int NOT_IMPLEMENTED = 501;

    private final InstantSource time;
    private final CallLedger ledger = new CallLedger();
    private final Map<String, StandInOperations> clients = new ConcurrentHashMap<>();
    private final Map<String, RestStandIn> resources = new ConcurrentHashMap<>();
    private volatile FaultHook faults = (service, operation, request) -> {};

    Dispatcher(InstantSource time) {
        this.time = time;
    }

    void serve(StandInOperations client) {
        clients.put(client.service(), client);
    }

    void serve(String service, RestStandIn standIn) {
        resources.put(service, standIn);
    }

    CallLedger ledger() {
        return ledger;
    }

    void faults(FaultHook hook) {
        faults = hook;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            WireCall call = WireCall.read(exchange);
            RestStandIn resource = call.service() == null ? null : resources.get(call.service());
            if (resource != null) {
                answer(exchange, resource, call.body());
                return;
            }
            StandInOperations client = find(call);
            WireProtocol protocol = protocol(call, client);
            String requestId = UUID.randomUUID().toString();
            int status = 200;
            byte[] answer;
            try {
                answer = protocol.encode(name(call), answer(call, client, protocol), requestId);
            } catch (SimulatedConnectionLoss e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                WireFault fault = WireFault.of(e);
                tell(call, e, fault);
                status = fault.status();
                answer = protocol.encode(fault, requestId);
            }
            exchange.getResponseHeaders().set("Content-Type", protocol.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
            if (call.isCbor()) {
                exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static void answer(HttpExchange exchange, RestStandIn resource, String sent) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        RestStandIn.Answer answer = resource.answer(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, sent);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private SdkResponse answer(WireCall call, @Nullable StandInOperations client, WireProtocol protocol)
            throws InterruptedException {
        StandInOperations.Operation operation =
                client == null ? null : client.operation(name(call)).orElse(null);
        if (client == null || operation == null) {
            throw unsupported(call, client);
        }
        SdkPojo builder = operation.requestBuilder();
        protocol.decode(call.body(), builder);
        SdkRequest request = operation.build(builder);
        Instant at = time.instant();
        String outcome = Call.NO_ANSWER;
        try {
            faults.before(client.service(), name(call), request);
            if (!operation.isSupported()) {
                throw unsupported(call, client);
            }
            SdkResponse response = operation.call(request);
            faults.after(client.service(), name(call), request);
            outcome = Call.OK;
            return response;
        } catch (SimulatedConnectionLoss e) {
            throw e;
        } catch (RuntimeException e) {
            outcome = WireFault.of(e).code();
            throw e;
        } finally {
            ledger.record(new Call(client.service(), name(call), request, at, outcome));
        }
    }

    private @Nullable StandInOperations find(WireCall call) {
        if (call.service() != null) {
            return clients.get(call.service());
        }
        if (call.target() != null) {
            String target = call.target().toLowerCase(Locale.ROOT);
            return clients.values().stream()
                    .filter(client -> target.contains(client.service()))
                    .findFirst()
                    .orElse(null);
        }
        return clients.values().stream()
                .filter(client -> client.operation(name(call)).isPresent())
                .findFirst()
                .orElse(null);
    }

    private static WireProtocol protocol(WireCall call, @Nullable StandInOperations client) {
        if (call.isCbor()) {
            return CborProtocol.INSTANCE;
        }
        if (call.target() != null) {
            return JsonProtocol.INSTANCE;
        }
        boolean ec2 = "ec2".equals(client == null ? call.service() : client.service());
        return ec2 ? QueryProtocol.EC2 : QueryProtocol.COMMON;
    }

    private static SimulatedAwsError unsupported(WireCall call, @Nullable StandInOperations client) {
        String service = client == null ? String.valueOf(call.service()) : client.service();
        return new SimulatedAwsError(
                NOT_IMPLEMENTED,
                "UnsupportedOperation",
                "The stand-in of " + service + " does not support " + name(call) + ".");
    }

    /** Only a mistake of ours is logged as an error; what AWS would refuse as well is the caller's affair. */
    private static void tell(WireCall call, RuntimeException thrown, WireFault fault) {
        if (fault.status() == NOT_IMPLEMENTED) {
            LOG.warn("{}", fault.message());
        } else if (fault.code().equals(WireFault.INTERNAL_ERROR)) {
            LOG.error("a stand-in failed operation={}", name(call), thrown);
        }
    }

    private static String name(WireCall call) {
        return call.operation() == null ? "(no operation)" : call.operation();
    }
}

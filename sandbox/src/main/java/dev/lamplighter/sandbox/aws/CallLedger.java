package dev.lamplighter.sandbox.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Keeps every call in the order in which it was carried out; a call is in here before its caller has the answer. Keeps the
 * last {@value #CAPACITY}. Safe for use by several threads.
 */
public final class CallLedger {
    private static final int CAPACITY = 20_000;

    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void record(Call call) {
        if (calls.size() == CAPACITY) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    /** All calls, oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls that match, oldest first. */
    public List<Call> calls(Predicate<Call> wanted) {
        return calls().stream().filter(wanted).toList();
    }

    /** The calls of one operation, oldest first. */
    public List<Call> calls(String service, String operation) {
        return calls(call -> call.service().equals(service) && call.operation().equals(operation));
    }

    /** The requests of that type, oldest first, whatever became of them. */
    public <T extends SdkRequest> List<T> requests(Class<T> type) {
        return calls().stream()
                .map(Call::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public synchronized void clear() {
        calls.clear();
    }
}

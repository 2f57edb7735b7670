package dev.lamplighter.cost.worker;

/** A process in place of {@link ConversionWorker} that goes on for ever, deaf to the end of its standard input. */
final class IdleWorker {
    private IdleWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.currentThread().join();
    }
}

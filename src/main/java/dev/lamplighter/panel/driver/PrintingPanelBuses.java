package dev.lamplighter.panel.driver;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Prints each write as a line such as {@code spi:0.0 00c0f8} instead of sending it to a device. */
final class PrintingPanelBuses implements PanelBuses {
    private final Consumer<String> lines;

    PrintingPanelBuses(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public PanelBus spi(int bus, int chipSelect, int baudHz) {
        return new Printed("spi:" + bus + "." + chipSelect);
    }

    @Override
    public PanelBus i2c(int bus, int address) {
        return new Printed(String.format("i2c:0x%02x", address));
    }

    @Override
    public boolean i2cAnswers(int bus, int address) {
        return false;
    }

    @Override
    public PanelBus file(Path device) {
        return new Printed("file:" + device);
    }

    private final class Printed implements PanelBus {
        private final String name;

        Printed(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] bytes) {
            lines.accept(name + " " + HexFormat.of().formatHex(bytes));
        }

        @Override
        public void close() {}
    }
}

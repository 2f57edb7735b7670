package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.UnforcedFolder.Left;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The power fails under a real service that has started machines, and another one starts with what the disk then holds of
 * {@code work/}: each machine is stopped at its end. With a state database that was damaged besides, each is stopped or told.
 * {@code -Dlamplighter.powercut.services=20} starts that many, and some with each kind of damage.
 */
final class PowerCutIT {
    private static final int SERVICES = Integer.getInteger("lamplighter.powercut.services", 2);
    private static final long SEED = Long.getLong("lamplighter.seed", 20261127);
    private static final int AT_ONCE = 3;

    private final Random random = new Random(SEED);

    /** What became of the bytes of the state database. */
    private enum Damage {
        CUT_AT_HALF,
        ZEROS_IN_THE_MIDDLE,
        FLIPPED_BYTES,
        EMPTIED;

        byte[] done(byte[] whole) {
            byte[] done = whole.clone();
            switch (this) {
                case ZEROS_IN_THE_MIDDLE -> Arrays.fill(done, whole.length / 2, whole.length / 2 + 4096, (byte) 0);
                case CUT_AT_HALF -> done = Arrays.copyOf(whole, whole.length / 2);
                case FLIPPED_BYTES -> {
                    for (int at = 0; at < whole.length; at += 499) {
                        done[at] ^= 0x55;
                    }
                }
                case EMPTIED -> done = new byte[0];
            }
            return done;
        }
    }

    @Test
    void whateverTheDiskHoldsEachMachineIsStoppedAtItsEndOrTold() throws Exception {
        assumeThat(Preloaded.isPossible()).as("a C compiler").isTrue();
        PowerCuts cuts = PowerCuts.record(random);
        List<RestartedService> services = new ArrayList<>();
        for (int n = 0; n < SERVICES; n++) {
            Left left = List.of(Left.values()).get((n + 1) % Left.values().length);
            services.add(new RestartedService("cut-" + n + ", seed " + SEED, cuts.next(left), false));
        }
        List<Damage> damages = List.of(Damage.values());
        for (Damage damage : damages.subList(0, SERVICES < 20 ? 1 : damages.size())) {
            PowerCut cut = cuts.next(Left.NOTHING).with(PowerCut.STATE, damage::done);
            services.add(new RestartedService(
                    damage.toString().toLowerCase(Locale.ROOT).replace("_", "-"), cut, true));
        }
        for (int first = 0; first < services.size(); first += AT_ONCE) {
            judge(services.subList(first, Math.min(services.size(), first + AT_ONCE)));
        }
    }

    private static void judge(List<RestartedService> services) {
        try {
            services.forEach(RestartedService::start);
            services.forEach(
                    service -> await(service.told()).atMost(ServiceHome.LONGEST).until(service::isSettled));
            services.forEach(RestartedService::judge);
        } finally {
            services.forEach(RestartedService::close);
        }
    }
}

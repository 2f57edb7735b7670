package dev.lamplighter.app.doctor;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at who runs here, and at the folder and the disk that the state is kept on. */
final class MachineExamination {
    private static final String USER = "user";
    private static final String DISK = "disk";
    private static final long MEGABYTE = 1 << 20;
    /** Too little for the state database to be written again. */
    private static final long FULL = 50;
    /** Too little for long: a log, a report's answers, an upgrade. */
    private static final long SHORT = 300;

    private final Path state;
    private final OsUser user;
    private final boolean isService;

    /** @param isService whether this process is the service itself */
    MachineExamination(Path state, OsUser user, boolean isService) {
        this.state = state;
        this.user = user;
        this.isService = isService;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(who());
        Path folder = existing();
        if (!Files.isWritable(folder)) {
            findings.add(Finding.warn(
                    "state",
                    new Problem(
                            ConfigProblemCode.STATE_NOT_WRITABLE,
                            folder.toString(),
                            "can't be written by " + user.name(),
                            "it is another user's",
                            "run this as the user of the service: sudo -u " + owner(folder) + " lamplighter doctor")));
        }
        findings.add(disk(folder));
        return findings;
    }

    /** What another user may do says nothing of the service, whose credentials and groups are its own user's. */
    private Finding who() {
        String owner = Files.exists(state) ? owner(state) : user.name();
        if (isService) {
            return Finding.ok(USER, "the service runs as " + user.words());
        }
        if (owner.equals(user.name())) {
            return Finding.ok(USER, "no service runs; all this was found as " + user.words());
        }
        return Finding.warn(
                USER,
                new Problem(
                        ConfigProblemCode.OTHER_USER,
                        USER,
                        "all this was found as " + user.words(),
                        "the state is kept by " + owner + ", whose credentials and groups are others",
                        "start the service, which is asked then, or: sudo -u " + owner + " lamplighter doctor"));
    }

    private static Finding disk(Path folder) {
        try {
            return disk(folder, Files.getFileStore(folder).getUsableSpace() / MEGABYTE);
        } catch (IOException e) {
            return Finding.untried(DISK, folder + ": " + IoErrorText.ofFile(e));
        }
    }

    /** What so many free megabytes mean. */
    static Finding disk(Path folder, long free) {
        if (free >= SHORT) {
            return Finding.ok(DISK, free + " MB free under " + folder);
        }
        Problem problem = new Problem(
                ConfigProblemCode.DISK_LOW,
                folder.toString(),
                free + " MB free",
                "the journal of the windows is written there before each call of EC2",
                "make room, or set state.folder to another disk");
        return free < FULL ? Finding.fail(DISK, problem) : Finding.warn(DISK, problem);
    }

    /** The state folder, or what it would be made in. */
    private Path existing() {
        Path folder = state.toAbsolutePath();
        while (!Files.exists(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }

    private String owner(Path folder) {
        try {
            return Files.getOwner(folder, new LinkOption[0]).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return user.name();
        }
    }
}

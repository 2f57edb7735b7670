package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.FolderRecording.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A recorded folder at one moment, of which the disk holds all that was forced and of the rest anything: bytes in blocks of
 * 4 KiB and in any order, names in the order in which they changed, as file systems with a journal keep them.
 */
final class UnforcedFolder {
    private static final int BLOCK = 4096;
    private static final long MAKES = 1;
    private static final long EMPTIES = 2;

    private final Map<String, File> names = new HashMap<>();
    private final Map<String, File> forcedNames = new HashMap<>();
    private final List<Consumer<Map<String, File>>> renames = new ArrayList<>();
    private final Map<Integer, File> open = new HashMap<>();
    /** What is opened and was never made. */
    private final File folder = new File();

    /** What the power leaves of what was not forced. */
    enum Left {
        NOTHING,
        FIRST,
        ALL_BUT_ONE,
        ANY
    }

    private static final class File {
        private byte[] forced = {};
        private final List<Block> blocks = new ArrayList<>();
    }

    /** Bytes, or a cut of the length where {@code bytes} is empty. */
    private static final class Block {
        private final int place;
        private final byte[] bytes;

        Block(long place, byte[] bytes) {
            this.place = Math.toIntExact(place);
            this.bytes = bytes;
        }

        byte[] appliedTo(byte[] content) {
            if (bytes.length == 0) {
                return Arrays.copyOf(content, Math.min(content.length, place));
            }
            byte[] applied = Arrays.copyOf(content, Math.max(content.length, place + bytes.length));
            System.arraycopy(bytes, 0, applied, place, bytes.length);
            return applied;
        }
    }

    /** One call further. */
    void happen(Note note) {
        switch (note.kind()) {
            case 'o' -> opened(note);
            case 'w' -> split(note);
            case 't' -> file(note).blocks.add(new Block(note.place(), new byte[0]));
            case 'f' -> force(file(note));
            case 'r' ->
                change(now -> {
                    File moved = now.remove(note.names()[0]);
                    if (moved != null) {
                        now.put(note.names()[1], moved);
                    }
                });
            case 'u' -> change(now -> now.remove(note.names()[0]));
            default -> throw new IllegalArgumentException("no such note: " + note.kind());
        }
    }

    private void opened(Note note) {
        String name = note.names()[0];
        if ((note.place() & MAKES) != 0 && !names.containsKey(name)) {
            File made = new File();
            change(now -> now.put(name, made));
        }
        File file = names.getOrDefault(name, folder);
        open.put(note.file(), file);
        if ((note.place() & EMPTIES) != 0) {
            file.blocks.add(new Block(0, new byte[0]));
        }
    }

    private void change(Consumer<Map<String, File>> rename) {
        rename.accept(names);
        renames.add(rename);
    }

    private File file(Note note) {
        return open.getOrDefault(note.file(), folder);
    }

    private void split(Note note) {
        byte[] bytes = note.content();
        for (int at = 0; at < bytes.length; at += BLOCK) {
            file(note)
                    .blocks
                    .add(new Block(
                            note.place() + at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BLOCK))));
        }
    }

    private void force(File file) {
        if (file == folder) {
            renames.forEach(rename -> rename.accept(forcedNames));
            renames.clear();
        }
        file.forced = applied(file, file.blocks);
        file.blocks.clear();
    }

    private static byte[] applied(File file, List<Block> blocks) {
        byte[] content = file.forced.clone();
        for (Block block : blocks) {
            content = block.appliedTo(content);
        }
        return content;
    }

    /** How many blocks of that file, and changes of names, the power may take. */
    int unforced(String name) {
        File file = names.get(name);
        return renames.size() + (file == null ? 0 : file.blocks.size());
    }

    /** Name to content after the power was cut now. */
    Map<String, byte[]> after(Left left, Random random) {
        Map<String, File> found = new HashMap<>(forcedNames);
        some(renames, left == Left.NOTHING ? left : Left.FIRST, random).forEach(rename -> rename.accept(found));
        Map<String, byte[]> contents = new TreeMap<>();
        found.forEach((name, file) -> contents.put(name, applied(file, some(file.blocks, left, random))));
        return contents;
    }

    private static <T> List<T> some(List<T> all, Left left, Random random) {
        List<T> some = new ArrayList<>(all);
        switch (left) {
            case NOTHING -> some.clear();
            case FIRST ->
                some.subList(random.nextInt(all.size() + 1), all.size()).clear();
            case ALL_BUT_ONE -> {
                if (!some.isEmpty()) {
                    some.remove(random.nextInt(some.size()));
                }
            }
            case ANY -> some.removeIf(block -> random.nextBoolean());
        }
        return some;
    }
}

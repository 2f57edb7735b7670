/*
 * Notes what one process writes below a folder and what it forces to the disk: preloaded, with LAMPLIGHTER_RECORDED naming the
 * folder and LAMPLIGHTER_RECORD the file that is appended to. Forcing is noted and not done. A note is a header and as many
 * bytes as it says: of a write, or of a path, or of two paths with a zero between.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 65536 };

struct __attribute__((packed)) header {
    char kind; /* o: opened, w: written, t: cut, f: forced, r: renamed, u: removed */
    int64_t at; /* milliseconds of the epoch */
    int32_t file;
    int64_t place; /* of a write or a cut; the flags of an opening */
    int32_t length;
};

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char watched[FILES];
static const char *folder;
static size_t folder_length;
static int record = -1;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("LAMPLIGHTER_RECORD");
    folder = getenv("LAMPLIGHTER_RECORDED");
    folder_length = folder ? strlen(folder) : 0;
    if (name && folder) record = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int is_inside(const char *path) {
    return record >= 0 && path && !strncmp(path, folder, folder_length)
        && (path[folder_length] == '/' || !path[folder_length]);
}

static int is_watched(int file) { return file >= 0 && file < FILES && watched[file]; }

static void note(char kind, int file, int64_t place, const void *bytes, size_t length) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct header header = {kind, now.tv_sec * 1000LL + now.tv_nsec / 1000000, file, place, (int32_t)length};
    struct iovec parts[] = {{&header, sizeof header}, {(void *)bytes, length}};
    if (syscall(SYS_writev, record, parts, 2) < 0) _exit(70);
}

static int opened(const char *path, int flags, mode_t mode) {
    if (!is_inside(path)) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    pthread_mutex_lock(&one_at_a_time);
    int file = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (file >= 0 && file < FILES) {
        watched[file] = 1;
        int64_t known = (flags & O_CREAT ? 1 : 0) | (flags & O_TRUNC ? 2 : 0);
        note('o', file, known, path + folder_length, strlen(path + folder_length));
    }
    pthread_mutex_unlock(&one_at_a_time);
    return file;
}

#define OPEN(name)                                 \
    int name(const char *path, int flags, ...) {   \
        va_list more;                              \
        va_start(more, flags);                     \
        mode_t mode = va_arg(more, unsigned);      \
        va_end(more);                              \
        return opened(path, flags, mode);          \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (file >= 0 && file < FILES) watched[file] = 0;
    return syscall(SYS_close, file);
}

static ssize_t written(int file, const void *bytes, size_t length, int64_t place) {
    pthread_mutex_lock(&one_at_a_time);
    int64_t at = place < 0 ? syscall(SYS_lseek, file, 0, SEEK_CUR) : place;
    ssize_t count = place < 0 ? syscall(SYS_write, file, bytes, length) : syscall(SYS_pwrite64, file, bytes, length, place);
    if (count > 0) note('w', file, at, bytes, count);
    pthread_mutex_unlock(&one_at_a_time);
    return count;
}

ssize_t write(int file, const void *bytes, size_t length) {
    return is_watched(file) ? written(file, bytes, length, -1) : syscall(SYS_write, file, bytes, length);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t place) {
    return is_watched(file) ? written(file, bytes, length, place) : syscall(SYS_pwrite64, file, bytes, length, place);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t place) { return pwrite64(file, bytes, length, place); }

int ftruncate64(int file, off64_t length) {
    if (!is_watched(file)) return syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&one_at_a_time);
    int failed = syscall(SYS_ftruncate, file, length);
    if (!failed) note('t', file, length, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int forced(int file, long call) {
    if (!is_watched(file)) return syscall(call, file);
    pthread_mutex_lock(&one_at_a_time);
    note('f', file, 0, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
    return 0;
}

int fsync(int file) { return forced(file, SYS_fsync); }

int fdatasync(int file) { return forced(file, SYS_fdatasync); }

int rename(const char *from, const char *to) {
    if (!is_inside(from) || !is_inside(to)) return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    pthread_mutex_lock(&one_at_a_time);
    int failed = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (!failed) {
        char names[8192];
        int length = snprintf(names, sizeof names, "%s%c%s", from + folder_length, 0, to + folder_length);
        note('r', -1, 0, names, length);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int unlink(const char *path) {
    if (!is_inside(path)) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&one_at_a_time);
    int failed = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!failed) note('u', -1, 0, path + folder_length, strlen(path + folder_length));
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

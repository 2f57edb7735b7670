/*
 * Has all clocks of a process go faster: preloaded, with LAMPLIGHTER_FAST_CLOCK holding the time at which true time and this one
 * are the same, in seconds since 1970, and how many seconds pass in a true one. What waits for a moment or for a length of time
 * waits accordingly less. Limits of the kernel's own, as those of a socket, stay as they are.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define NOT_BEFORE 1000000000LL /* a later second is of the wall clock, an earlier one of a monotonic clock */

static int64_t base;
static int64_t speed = 1;
static int (*cond_timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

__attribute__((constructor)) static void read_speed(void) {
    const char *text = getenv("LAMPLIGHTER_FAST_CLOCK");
    long long seconds, times;
    if (text && sscanf(text, "%lld %lld", &seconds, &times) == 2 && times > 0) {
        base = seconds * SECOND;
        speed = times;
    }
    cond_timedwait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (!cond_timedwait) cond_timedwait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
}

static int64_t nanos(const struct timespec *at) { return at->tv_sec * SECOND + at->tv_nsec; }

static struct timespec of_nanos(int64_t nanos) {
    struct timespec at = {.tv_sec = nanos / SECOND, .tv_nsec = nanos % SECOND};
    return at;
}

static struct timespec true_moment(const struct timespec *fast) {
    int64_t origin = fast->tv_sec >= NOT_BEFORE ? base : 0;
    return of_nanos(origin + (nanos(fast) - origin) / speed);
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    int failed = syscall(SYS_clock_gettime, clock, at);
    if (failed || clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID || clock < 0) return failed;
    int64_t origin = at->tv_sec >= NOT_BEFORE ? base : 0;
    *at = of_nanos(origin + (nanos(at) - origin) * speed);
    return 0;
}

#include "wall_clock.h"

int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    struct timespec moment = true_moment(until);
    return cond_timedwait(cond, mutex, &moment);
}

int nanosleep(const struct timespec *length, struct timespec *left) {
    struct timespec less = of_nanos(nanos(length) / speed);
    int failed = syscall(SYS_nanosleep, &less, left);
    if (failed && left) *left = of_nanos(nanos(left) * speed);
    return failed;
}

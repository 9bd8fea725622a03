/* A machine whose clocks do what they are told: $CLK_FILE holds by how many microseconds the wall clock, the uptime and
 * the time awake are ahead of the true ones. It is read at each call, so that time is set, slept through or passed
 * while a program runs. gcc -O1 -shared -fPIC -o shim.so clock_shim.c; CLK_FILE=f LD_PRELOAD=./shim.so program */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static void ahead(long long by[3]) {
    char text[128];
    const char *path = getenv("CLK_FILE");
    long file = path ? syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
    long size = file < 0 ? 0 : syscall(SYS_read, file, text, sizeof text - 1);
    if (file >= 0) syscall(SYS_close, file);
    text[size < 0 ? 0 : size] = 0;
    if (sscanf(text, "%lld %lld %lld", &by[0], &by[1], &by[2]) != 3) by[0] = by[1] = by[2] = 0;
}

int clock_gettime(clockid_t which, struct timespec *at) {
    long long by[3], us;
    int failed = (int)syscall(SYS_clock_gettime, which, at);
    if (failed) return failed;
    ahead(by);
    us = which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE ? by[0] : which == CLOCK_BOOTTIME ? by[1] :
         which == CLOCK_MONOTONIC || which == CLOCK_MONOTONIC_RAW || which == CLOCK_MONOTONIC_COARSE ? by[2] : 0;
    us = us * 1000 + at->tv_nsec;
    at->tv_sec += us / 1000000000 - (us % 1000000000 < 0);
    at->tv_nsec = us % 1000000000 + (us % 1000000000 < 0) * 1000000000LL;
    return 0;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *to) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (to) *to = now.tv_sec;
    return now.tv_sec;
}

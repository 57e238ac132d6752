/* What a file system refuses that is not like others: preloaded into a program under test.
   REFUSE_LOCKS and REFUSE_FOLDER_SYNC each hold the number of the error to answer with. CLOCK_SECONDS is what the
   clock says instead, in seconds since 1970. TELL_PEAK names the file that is told how much memory the program held
   at the most, in kB. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

static int refuses(const char *what) {
    const char *number = getenv(what);
    return number ? (errno = atoi(number)) : 0;
}

int flock(int fd, int operation) {
    if (!(operation & LOCK_UN) && refuses("REFUSE_LOCKS")) return -1;
    return ((int (*)(int, int))dlsym(RTLD_NEXT, "flock"))(fd, operation);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int answer = ((int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime"))(clock, time);
    const char *seconds = getenv("CLOCK_SECONDS");
    if (seconds && clock == CLOCK_REALTIME) time->tv_sec = atoll(seconds);
    return answer;
}

static int is_about_a_lock(long command) {
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK ||
           command == F_OFD_SETLKW || command == F_OFD_GETLK;
}

int fcntl(int fd, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (is_about_a_lock(command) && refuses("REFUSE_LOCKS")) return -1;
    return ((int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl"))(fd, command, argument);
}

/* Locks of ranges come this way, whatever the size of a file's offset. */
long syscall(long number, ...) {
    long argument[6];
    va_list rest;
    va_start(rest, number);
    for (int place = 0; place < 6; place++) argument[place] = va_arg(rest, long);
    va_end(rest);
    if (number == SYS_fcntl && is_about_a_lock(argument[1]) && refuses("REFUSE_LOCKS")) return -1;
    long (*call)(long, ...) = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    return call(number, argument[0], argument[1], argument[2], argument[3], argument[4], argument[5]);
}

int fsync(int fd) {
    struct stat state;
    if (fstat(fd, &state) == 0 && S_ISDIR(state.st_mode) && refuses("REFUSE_FOLDER_SYNC")) return -1;
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}

__attribute__((destructor)) static void tell_peak(void) {
    const char *path = getenv("TELL_PEAK");
    struct rusage usage;
    if (!path || getrusage(RUSAGE_SELF, &usage) != 0) return;
    FILE *file = fopen(path, "w");
    if (file) fprintf(file, "%ld", usage.ru_maxrss), fclose(file);
}

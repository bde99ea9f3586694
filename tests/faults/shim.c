/* Stands between the program and the system: the Nth call on files whose path holds FAULT_FILE fails or is
 * the last thing the process does, and what reaches those files is written down.
 *
 * FAULT_CALLS  letters of the calls that count: r pread, w pwrite and write, s fsync and fdatasync,
 *              t ftruncate, u unlink
 * FAULT_AT     the number of the call, from 1; FAULT_STAY: all after it as well
 * FAULT_ERRNO  what it fails with; 0: half of it is done and the process is killed
 * FAULT_WHEN   a path without which nothing fails
 * FAULT_FIRED  a file that is made when a call fails
 * FAULT_LOG    a file to which every call goes: letter, name, place, length, bytes
 * FAULT_CLOCK  the second since 1970 at which the system's clock stands when it is first asked
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
static long counted;

static void real_write(int fd, const void *bytes, size_t n) { (void)!syscall(SYS_write, fd, bytes, n); }

static void make(const char *name) {
    int fd = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT, 0600) : -1;
    if (fd >= 0) syscall(SYS_close, fd);
}

static int is_meant(const char *path) {
    const char *wanted = getenv("FAULT_FILE");
    return wanted && strstr(path, wanted) != NULL;
}

static void put_down(char call, const char *path, int64_t at, const void *bytes, uint64_t n) {
    const char *log = getenv("FAULT_LOG");
    int fd = log ? (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (fd < 0) return;
    const char *name = strrchr(path, '/');
    char head[400];
    int length = snprintf(head, sizeof head, "%c %s %lld %llu\n", call, name ? name + 1 : path, (long long)at,
                          (unsigned long long)n);
    real_write(fd, head, (size_t)length);
    if (bytes) real_write(fd, bytes, n);
    syscall(SYS_close, fd);
}

/* 0 to go on; else the call is to fail with this errno, or -1 to be killed in the middle. */
static int fails(char call, const char *path) {
    const char *calls = getenv("FAULT_CALLS"), *at = getenv("FAULT_AT"), *when = getenv("FAULT_WHEN");
    if (!calls || !strchr(calls, call) || !is_meant(path)) return 0;
    if (when && syscall(SYS_access, when, F_OK) != 0) return 0;
    pthread_mutex_lock(&one);
    long n = ++counted;
    pthread_mutex_unlock(&one);
    long wanted = at ? atol(at) : 1;
    if (n < wanted || (n > wanted && !getenv("FAULT_STAY"))) return 0;
    make(getenv("FAULT_FIRED"));
    int code = atoi(getenv("FAULT_ERRNO"));
    return code ? code : -1;
}

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); }

static const char *path_of(int fd, char *space, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, space, size - 1);
    space[n < 0 ? 0 : n] = 0;
    return space;
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)
#define ASK(call, fd) char space[4096]; const char *path = path_of(fd, space, sizeof space); int wrong = fails(call, path)
#define REFUSE if (wrong > 0) { errno = wrong; return -1; }

typedef ssize_t (*preads)(int, void *, size_t, off_t);
typedef ssize_t (*pwrites)(int, const void *, size_t, off_t);

ssize_t pread64(int fd, void *bytes, size_t n, off_t at) {
    REAL("pread64", preads);
    ASK('r', fd);
    REFUSE
    return real(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at) {
    REAL("pwrite64", pwrites);
    ASK('w', fd);
    REFUSE
    if (wrong < 0) {
        real(fd, bytes, n / 2, at);
        die();
    }
    if (is_meant(path)) put_down('w', path, at, bytes, n);
    return real(fd, bytes, n, at);
}

ssize_t write(int fd, const void *bytes, size_t n) {
    ASK('w', fd);
    REFUSE
    if (wrong < 0) {
        real_write(fd, bytes, n / 2);
        die();
    }
    return syscall(SYS_write, fd, bytes, n);
}

static int synced(int fd, long call) {
    ASK('s', fd);
    REFUSE
    if (wrong < 0) die();
    int done = (int)syscall(call, fd);
    if (is_meant(path)) put_down('s', path, 0, NULL, 0);
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off_t size) {
    ASK('t', fd);
    REFUSE
    if (wrong < 0) die();
    if (is_meant(path)) put_down('t', path, size, NULL, 0);
    return (int)syscall(SYS_ftruncate, fd, size);
}

int unlink(const char *path) {
    int wrong = fails('u', path);
    REFUSE
    if (wrong < 0) die();
    if (is_meant(path)) put_down('u', path, 0, NULL, 0);
    return (int)syscall(SYS_unlink, path);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    static long ahead;
    const char *begins = getenv("FAULT_CLOCK");
    int done = (int)syscall(SYS_clock_gettime, which, now);
    if (done == 0 && which == CLOCK_REALTIME && begins) {
        if (!ahead) ahead = atol(begins) - now->tv_sec;
        now->tv_sec += ahead;
    }
    return done;
}

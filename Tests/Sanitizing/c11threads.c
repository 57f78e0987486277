// glibc's C11 threads on top of POSIX threads, which ThreadSanitizer knows and C11's not: without it
// the threads and locks of librdkafka are unseen. glibc's types are those of POSIX threads inside.
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <threads.h>

struct start {
    thrd_start_t run;
    void *argument;
};

static void *begin(void *argument) {
    struct start start = *(struct start *)argument;
    free(argument);
    return (void *)(intptr_t)start.run(start.argument);
}

static int result(int error) {
    switch (error) {
    case 0: return thrd_success;
    case EBUSY: return thrd_busy;
    case ETIMEDOUT: return thrd_timedout;
    case ENOMEM: return thrd_nomem;
    default: return thrd_error;
    }
}

int thrd_create(thrd_t *thread, thrd_start_t run, void *argument) {
    struct start *start = malloc(sizeof *start);
    if (!start) return thrd_nomem;
    *start = (struct start){run, argument};
    int error = pthread_create((pthread_t *)thread, NULL, begin, start);
    if (error) free(start);
    return result(error);
}

int thrd_join(thrd_t thread, int *value) {
    void *end = NULL;
    int error = pthread_join((pthread_t)thread, &end);
    if (value) *value = (int)(intptr_t)end;
    return result(error);
}

int thrd_detach(thrd_t thread) { return result(pthread_detach((pthread_t)thread)); }

int mtx_init(mtx_t *lock, int kind) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(
        &attributes, kind & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
    int error = pthread_mutex_init((pthread_mutex_t *)lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return result(error);
}

void mtx_destroy(mtx_t *lock) { pthread_mutex_destroy((pthread_mutex_t *)lock); }
int mtx_lock(mtx_t *lock) { return result(pthread_mutex_lock((pthread_mutex_t *)lock)); }
int mtx_trylock(mtx_t *lock) { return result(pthread_mutex_trylock((pthread_mutex_t *)lock)); }
int mtx_unlock(mtx_t *lock) { return result(pthread_mutex_unlock((pthread_mutex_t *)lock)); }

int cnd_init(cnd_t *news) { return result(pthread_cond_init((pthread_cond_t *)news, NULL)); }
void cnd_destroy(cnd_t *news) { pthread_cond_destroy((pthread_cond_t *)news); }
int cnd_signal(cnd_t *news) { return result(pthread_cond_signal((pthread_cond_t *)news)); }
int cnd_broadcast(cnd_t *news) { return result(pthread_cond_broadcast((pthread_cond_t *)news)); }

int cnd_wait(cnd_t *news, mtx_t *lock) {
    return result(pthread_cond_wait((pthread_cond_t *)news, (pthread_mutex_t *)lock));
}

int cnd_timedwait(cnd_t *news, mtx_t *lock, const struct timespec *end) {
    return result(
        pthread_cond_timedwait((pthread_cond_t *)news, (pthread_mutex_t *)lock, end));
}

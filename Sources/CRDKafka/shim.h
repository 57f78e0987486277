#ifndef ALGOTRADED_RDKAFKA_SHIM_H
#define ALGOTRADED_RDKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <pthread.h>
#include <sys/eventfd.h>

/* rd_kafka_producev takes variable arguments, which Swift cannot pass. Key and value are copied.
 * On success librdkafka owns the headers; on failure they stay the caller's. */
static inline rd_kafka_resp_err_t kafkabus_produce(
    rd_kafka_t *rk, rd_kafka_topic_t *topic, int32_t partition, const void *key, size_t key_size,
    const void *value, size_t value_size, int64_t timestamp_ms, rd_kafka_headers_t *headers) {
    if (headers)
        return rd_kafka_producev(
            rk, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition),
            RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_size),
            RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_TIMESTAMP(timestamp_ms),
            RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
    return rd_kafka_producev(
        rk, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_size),
        RD_KAFKA_V_VALUE((void *)value, value_size), RD_KAFKA_V_TIMESTAMP(timestamp_ms),
        RD_KAFKA_V_END);
}

/* Swift's Glibc module has neither <sys/eventfd.h> nor the GNU extensions of <pthread.h>. */
static inline int kafkabus_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static inline void kafkabus_eventfd_ring(int fd) { (void)eventfd_write(fd, 1); }

static inline void kafkabus_eventfd_clear(int fd) {
    eventfd_t count;
    (void)eventfd_read(fd, &count);
}

extern int pthread_setname_np(pthread_t thread, const char *name);
extern int pthread_timedjoin_np(
    pthread_t thread, void **result, const struct timespec *until);

#endif

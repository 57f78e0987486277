#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

long failures = 0;
span_t assigned = {0, 0};

void fail(const char *what, const char *why) {
    fprintf(stderr, "bench-bus-c: %s: %s\n", what, why);
    exit(1);
}

int64_t now_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int64_t cpu_us(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

span_t start(void) {
    span_t span = {now_us(), cpu_us()};
    return span;
}

/* getrusage would count what the process had that started this one. */
static long peak_kilobytes(void) {
    char line[128];
    long kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof(line), status))
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
    if (status) fclose(status);
    return kilobytes;
}

void stop(span_t span, long records) {
    int64_t wall = now_us() - span.wall_us;
    int64_t cpu = cpu_us() - span.cpu_us;
    printf(
        "records %ld wall %.6f cpu %.6f rss %ld\n", records, (double)wall / 1e6,
        (double)cpu / 1e6, peak_kilobytes());
    fflush(stdout);
}

void set(rd_kafka_conf_t *conf, const char *name, const char *value) {
    char why[256];
    if (rd_kafka_conf_set(conf, name, value, why, sizeof(why)) != RD_KAFKA_CONF_OK)
        fail(name, why);
}

rd_kafka_conf_t *common_conf(const char *brokers) {
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    set(conf, "bootstrap.servers", brokers);
    set(conf, "socket.nagle.disable", "true");
    return conf;
}

static void delivered(rd_kafka_t *client, const rd_kafka_message_t *message, void *opaque) {
    (void)client;
    (void)opaque;
    if (message->err) failures += 1;
}

rd_kafka_t *make_producer(
    const char *brokers, const char *transactional_id, const char *linger) {
    char why[256];
    rd_kafka_conf_t *conf = common_conf(brokers);
    set(conf, "linger.ms", linger);
    set(conf, "enable.idempotence", "true");
    set(conf, "acks", "all");
    set(conf, "partitioner", "murmur2_random");
    rd_kafka_conf_set_dr_msg_cb(conf, delivered);
    if (transactional_id) set(conf, "transactional.id", transactional_id);
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof(why));
    if (!client) fail("producer", why);
    if (transactional_id) {
        rd_kafka_error_t *error = rd_kafka_init_transactions(client, 30000);
        if (error) fail("init_transactions", rd_kafka_error_string(error));
    }
    return client;
}

static void rebalanced(
    rd_kafka_t *client, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *partitions,
    void *opaque) {
    (void)opaque;
    int has_come = error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
    if (has_come) assigned = start();
    rd_kafka_assign(client, has_come ? partitions : NULL);
}

rd_kafka_t *make_consumer(const char *brokers, const char *topic, const char *group) {
    char why[256];
    rd_kafka_conf_t *conf = common_conf(brokers);
    set(conf, "isolation.level", "read_committed");
    set(conf, "auto.offset.reset", "earliest");
    set(conf, "enable.auto.commit", "false");
    set(conf, "enable.auto.offset.store", "false");
    set(conf, "receive.message.max.bytes", "2000000000");
    set(conf, "group.id", group ? group : "alone");
    rd_kafka_conf_set_rebalance_cb(conf, rebalanced);
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why, sizeof(why));
    if (!client) fail("consumer", why);
    rd_kafka_poll_set_consumer(client);
    if (!group) return client;
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, topic, RD_KAFKA_PARTITION_UA);
    rd_kafka_resp_err_t error = rd_kafka_subscribe(client, topics);
    if (error) fail("subscribe", rd_kafka_err2str(error));
    rd_kafka_topic_partition_list_destroy(topics);
    return client;
}

void positions_reset(positions_t *positions, const char *topic) {
    positions->topic = topic;
    for (int i = 0; i < partitions_max; i++) positions->next[i] = -1;
}

void positions_note(positions_t *positions, const rd_kafka_message_t *message) {
    if (message->partition >= partitions_max) fail("partition", "too many");
    positions->next[message->partition] = message->offset + 1;
}

rd_kafka_topic_partition_list_t *positions_take(positions_t *positions) {
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(8);
    for (int i = 0; i < partitions_max; i++) {
        if (positions->next[i] < 0) continue;
        rd_kafka_topic_partition_list_add(list, positions->topic, i)->offset =
            positions->next[i];
        positions->next[i] = -1;
    }
    return list;
}

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *one, const void *other) {
    int64_t a = *(const int64_t *)one;
    int64_t b = *(const int64_t *)other;
    return (a > b) - (a < b);
}

/* Sends a record, waits until a read_committed consumer sees what came of it, pauses, and so on;
 * tells the median and the 99th percentile. Whatever stands between input and output is judged. */
int probe(
    const char *brokers, const char *input, const char *output, long records, long pause_us) {
    enum { warm_up = 50 };
    rd_kafka_t *producer = make_producer(brokers, NULL, "0");
    rd_kafka_t *consumer = make_consumer(brokers, output, NULL);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, output, 0)->offset = RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_resp_err_t error = rd_kafka_assign(consumer, list);
    if (error) fail("assign", rd_kafka_err2str(error));
    int64_t *times = malloc(sizeof(int64_t) * (size_t)records);
    char value[value_size];
    memset(value, 'x', sizeof(value));
    for (long i = -warm_up; i < records; i++) {
        int64_t sent = now_us();
        error = rd_kafka_producev(
            producer, RD_KAFKA_V_TOPIC(input), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
            RD_KAFKA_V_KEY("S0000001", key_size), RD_KAFKA_V_VALUE(value, value_size),
            RD_KAFKA_V_END);
        if (error) fail("produce", rd_kafka_err2str(error));
        int64_t deadline = sent + 60000000;
        rd_kafka_message_t *message;
        while (!(message = rd_kafka_consumer_poll(consumer, 100)))
            if (now_us() > deadline) fail("probe", "no output came within a minute");
        if (message->err) fail("probe", rd_kafka_message_errstr(message));
        if (i >= 0) times[i] = now_us() - sent;
        rd_kafka_message_destroy(message);
        rd_kafka_poll(producer, 0);
        int64_t wake = now_us() + pause_us;
        for (int64_t left; (left = wake - now_us()) > 0;)
            rd_kafka_poll(producer, (int)(left / 1000 + 1));
    }
    qsort(times, (size_t)records, sizeof(int64_t), ascending);
    printf(
        "records %ld p50 %.3f p99 %.3f\n", records, (double)times[records / 2] / 1000,
        (double)times[records * 99 / 100] / 1000);
    fflush(stdout);
    rd_kafka_topic_partition_list_destroy(list);
    free(times);
    rd_kafka_flush(producer, 5000);
    rd_kafka_destroy(consumer);
    rd_kafka_destroy(producer);
    return 0;
}

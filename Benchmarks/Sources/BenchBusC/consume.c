#include "bench.h"

#include <stdio.h>

/* Reads every record's bytes once and commits positions as it goes. Measured from the moment the
 * partitions are given: what the broker and the network take is part of it. */
int consume(const char *brokers, const char *topic, long records, const char *group) {
    rd_kafka_t *client = make_consumer(brokers, topic, group);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_consumer(client);
    rd_kafka_message_t *messages[batch_max];
    positions_t positions;
    positions_reset(&positions, topic);
    int64_t last_commit = 0;
    uint64_t sum = 0;
    long done = 0;
    while (done < records) {
        ssize_t count = rd_kafka_consume_batch_queue(queue, 1000, messages, batch_max);
        if (count < 0) fail("consume", rd_kafka_err2str(rd_kafka_last_error()));
        for (ssize_t i = 0; i < count; i++) {
            rd_kafka_message_t *message = messages[i];
            if (message->err) fail("consume", rd_kafka_message_errstr(message));
            if (done == 0) last_commit = now_us();
            const uint8_t *bytes = message->payload;
            for (size_t at = 0; at < message->len; at++) sum += bytes[at];
            positions_note(&positions, message);
            rd_kafka_message_destroy(message);
            done++;
        }
        if (done > 0 && now_us() - last_commit >= commit_interval_us) {
            rd_kafka_topic_partition_list_t *list = positions_take(&positions);
            if (list->cnt) rd_kafka_commit(client, list, 1);
            rd_kafka_topic_partition_list_destroy(list);
            last_commit = now_us();
        }
    }
    stop(assigned, done);
    fprintf(stderr, "sum %llu\n", (unsigned long long)sum);
    rd_kafka_queue_destroy(queue);
    rd_kafka_consumer_close(client);
    rd_kafka_destroy(client);
    return 0;
}

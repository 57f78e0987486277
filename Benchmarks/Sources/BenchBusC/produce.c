#include "bench.h"

#include <stdio.h>
#include <string.h>

/* Milliseconds by which so many records are ahead of their time. */
static int ahead_ms(span_t span, long records, long rate) {
    int64_t ahead = span.wall_us + (int64_t)records * 1000000 / rate - now_us();
    return ahead > 0 ? (int)(ahead / 1000) : 0;
}

/* Hands over each record, and waits until all are acknowledged; no faster than `rate` a second,
 * unless that is 0. */
int produce(const char *brokers, const char *topic, long records, long rate) {
    rd_kafka_t *client = make_producer(brokers, NULL, "5");
    rd_kafka_topic_t *handle = rd_kafka_topic_new(client, topic, NULL);
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t error = rd_kafka_metadata(client, 0, handle, &metadata, 10000);
    if (error) fail("metadata", rd_kafka_err2str(error));
    rd_kafka_metadata_destroy(metadata);

    char value[value_size];
    char key[key_size + 1];
    memset(value, 'x', sizeof(value));
    span_t span = start();
    for (long i = 0; i < records;) {
        snprintf(key, sizeof(key), "S%07ld", i % 1000);
        memcpy(value, key, key_size);
        if (rd_kafka_produce(
                handle, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, value, value_size, key,
                key_size, NULL)
            == 0) {
            i++;
            if (i % batch_max == 0) rd_kafka_poll(client, rate ? ahead_ms(span, i, rate) : 0);
        } else if (rd_kafka_last_error() == RD_KAFKA_RESP_ERR__QUEUE_FULL) {
            rd_kafka_poll(client, 10);
        } else {
            fail("produce", rd_kafka_err2str(rd_kafka_last_error()));
        }
    }
    error = rd_kafka_flush(client, 120000);
    if (error) fail("flush", rd_kafka_err2str(error));
    stop(span, records);
    if (failures) fail("produce", "records were not delivered");
    rd_kafka_topic_destroy(handle);
    rd_kafka_destroy(client);
    return 0;
}

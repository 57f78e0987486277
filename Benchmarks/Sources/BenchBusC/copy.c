#include "bench.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static volatile sig_atomic_t is_stopped = 0;

static void on_signal(int signal) {
    (void)signal;
    is_stopped = 1;
}

static void must(const char *what, rd_kafka_error_t *error) {
    if (error) fail(what, rd_kafka_error_string(error));
}

static rd_kafka_resp_err_t copy_one(
    rd_kafka_t *client, rd_kafka_topic_t *to, const rd_kafka_message_t *message,
    int with_headers) {
    if (!with_headers) {
        if (rd_kafka_produce(
                to, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, message->payload, message->len,
                message->key, message->key_len, NULL)
            == 0)
            return RD_KAFKA_RESP_ERR_NO_ERROR;
        return rd_kafka_last_error();
    }
    char source[96];
    int size = snprintf(
        source, sizeof(source), "%s/%d/%lld", rd_kafka_topic_name(message->rkt),
        (int)message->partition, (long long)message->offset);
    return rd_kafka_producev(
        client, RD_KAFKA_V_RKT(to), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(message->key, message->key_len),
        RD_KAFKA_V_VALUE(message->payload, message->len),
        RD_KAFKA_V_HEADER("source", source, size), RD_KAFKA_V_HEADER("schema", "bar_event/1", 11),
        RD_KAFKA_V_END);
}

static void commit(rd_kafka_t *producer, rd_kafka_t *consumer, positions_t *positions) {
    rd_kafka_topic_partition_list_t *list = positions_take(positions);
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(consumer);
    must("send_offsets", rd_kafka_send_offsets_to_transaction(producer, list, group, 30000));
    must("commit_transaction", rd_kafka_commit_transaction(producer, 30000));
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
}

/* What is there, once something is: the batch call alone would wait for a full batch. */
static ssize_t take(rd_kafka_queue_t *queue, int timeout_ms, rd_kafka_message_t **messages) {
    messages[0] = rd_kafka_consume_queue(queue, timeout_ms);
    if (!messages[0]) return 0;
    ssize_t more = rd_kafka_consume_batch_queue(queue, 0, messages + 1, batch_max - 1);
    if (more < 0) fail("consume", rd_kafka_err2str(rd_kafka_last_error()));
    return more + 1;
}

/* Copies records exactly once: outputs and offsets in one transaction, committed when nothing
 * more is there, or after the interval. Ends after so many records, or by SIGTERM when 0. */
int copy(
    const char *brokers, const char *input, const char *output, long records, const char *group,
    int with_headers) {
    signal(SIGTERM, on_signal);
    rd_kafka_t *producer = make_producer(brokers, group, "5");
    rd_kafka_topic_t *to = rd_kafka_topic_new(producer, output, NULL);
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t known = rd_kafka_metadata(producer, 0, to, &metadata, 10000);
    if (known) fail("metadata", rd_kafka_err2str(known));
    rd_kafka_metadata_destroy(metadata);
    rd_kafka_t *consumer = make_consumer(brokers, input, group);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_consumer(consumer);
    rd_kafka_message_t *messages[batch_max];
    positions_t positions;
    positions_reset(&positions, input);
    span_t span = {0, 0};
    int64_t opened = 0;
    long open = 0;
    long done = 0;
    while (!is_stopped && (records == 0 || done < records)) {
        ssize_t count = take(queue, open > 0 ? 0 : 100, messages);
        if (count > 0 && done == 0) span = start();
        if (count > 0 && open == 0) {
            must("begin_transaction", rd_kafka_begin_transaction(producer));
            opened = now_us();
        }
        for (ssize_t i = 0; i < count; i++) {
            if (messages[i]->err) fail("consume", rd_kafka_message_errstr(messages[i]));
            rd_kafka_resp_err_t error;
            while ((error = copy_one(producer, to, messages[i], with_headers))
                   == RD_KAFKA_RESP_ERR__QUEUE_FULL)
                rd_kafka_poll(producer, 10);
            if (error) fail("produce", rd_kafka_err2str(error));
            positions_note(&positions, messages[i]);
            rd_kafka_message_destroy(messages[i]);
        }
        done += count;
        open += count;
        rd_kafka_poll(producer, 0);
        if (open > 0
            && (count == 0 || open >= open_records_max || (records && done >= records)
                || now_us() - opened >= commit_interval_us)) {
            commit(producer, consumer, &positions);
            open = 0;
        }
    }
    stop(span, done);
    if (failures) fail("copy", "records were not delivered");
    rd_kafka_queue_destroy(queue);
    rd_kafka_topic_destroy(to);
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
    rd_kafka_destroy(producer);
    return 0;
}

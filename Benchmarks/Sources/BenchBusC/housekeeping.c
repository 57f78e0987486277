#include "bench.h"

#include <unistd.h>

/* The broker keeps all records in memory: what nobody reads any more is to go. */

/* The event that answers an admin call. */
static rd_kafka_event_t *answer(rd_kafka_queue_t *queue, const char *what) {
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, 30000);
    if (!event) fail(what, "no answer");
    if (rd_kafka_event_error(event)) fail(what, rd_kafka_event_error_string(event));
    return event;
}

/* Deletes topics. */
int drop(const char *brokers, int count, char **topics) {
    rd_kafka_t *client = make_producer(brokers, NULL, "0");
    rd_kafka_queue_t *queue = rd_kafka_queue_new(client);
    for (int i = 0; i < count; i++) {
        rd_kafka_DeleteTopic_t *topic = rd_kafka_DeleteTopic_new(topics[i]);
        rd_kafka_DeleteTopics(client, &topic, 1, NULL, queue);
        rd_kafka_event_t *event = answer(queue, "delete");
        size_t size;
        const rd_kafka_topic_result_t **results = rd_kafka_DeleteTopics_result_topics(
            rd_kafka_event_DeleteTopics_result(event), &size);
        rd_kafka_resp_err_t error = size == 1 ? rd_kafka_topic_result_error(results[0])
                                              : RD_KAFKA_RESP_ERR__BAD_MSG;
        if (error) fail(topics[i], rd_kafka_err2str(error));
        rd_kafka_event_destroy(event);
        rd_kafka_DeleteTopic_destroy(topic);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(client);
    return 0;
}

/* All partitions of a topic. */
static rd_kafka_topic_partition_list_t *partitions_of(rd_kafka_t *client, const char *topic) {
    rd_kafka_topic_t *handle = rd_kafka_topic_new(client, topic, NULL);
    const struct rd_kafka_metadata *metadata;
    rd_kafka_resp_err_t error = rd_kafka_metadata(client, 0, handle, &metadata, 10000);
    if (error) fail("metadata", rd_kafka_err2str(error));
    int count = metadata->topics[0].partition_cnt;
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(count);
    for (int i = 0; i < count; i++) rd_kafka_topic_partition_list_add(list, topic, i);
    rd_kafka_metadata_destroy(metadata);
    rd_kafka_topic_destroy(handle);
    return list;
}

static void must_have_no_error(const char *what, const rd_kafka_topic_partition_list_t *list) {
    for (int i = 0; i < list->cnt; i++)
        if (list->elems[i].err) fail(what, rd_kafka_err2str(list->elems[i].err));
}

/* Deletes the records before each partition's offset. */
static void trim_to(
    rd_kafka_t *client, rd_kafka_queue_t *queue, const rd_kafka_topic_partition_list_t *places) {
    rd_kafka_DeleteRecords_t *request = rd_kafka_DeleteRecords_new(places);
    rd_kafka_DeleteRecords(client, &request, 1, NULL, queue);
    rd_kafka_event_t *event = answer(queue, "trim");
    must_have_no_error(
        "trim", rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event)));
    rd_kafka_event_destroy(event);
    rd_kafka_DeleteRecords_destroy(request);
}

/* Until it is killed deletes, once a second, the output and what the group has read of the input. */
void trim(const char *brokers, const char *input, const char *output, const char *group) {
    char why[256];
    rd_kafka_conf_t *conf = common_conf(brokers);
    set(conf, "group.id", group);
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why, sizeof(why));
    if (!client) fail("trim", why);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(client);
    rd_kafka_topic_partition_list_t *inputs = partitions_of(client, input);
    rd_kafka_topic_partition_list_t *outputs = partitions_of(client, output);
    for (;;) {
        sleep(1);
        rd_kafka_resp_err_t error = rd_kafka_committed(client, inputs, 10000);
        if (error) fail("committed", rd_kafka_err2str(error));
        must_have_no_error("committed", inputs);
        for (int i = 0; i < inputs->cnt; i++)
            if (inputs->elems[i].offset < 0) inputs->elems[i].offset = 0;
        trim_to(client, queue, inputs);
        for (int i = 0; i < outputs->cnt; i++) outputs->elems[i].offset = RD_KAFKA_OFFSET_END;
        trim_to(client, queue, outputs);
    }
}

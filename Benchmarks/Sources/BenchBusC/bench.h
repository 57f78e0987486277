/* The C side of bench-bus: the same work as the bus does, on the same librdkafka, with the loops
 * that its documentation shows. */
#ifndef BENCH_BUS_H
#define BENCH_BUS_H

#include <librdkafka/rdkafka.h>
#include <stdint.h>

enum { batch_max = 500, partitions_max = 64, value_size = 200, key_size = 8 };

/* As the bus: no commit is put off for longer, and none holds more records. */
static const int64_t commit_interval_us = 20000;
enum { open_records_max = 20000 };

int produce(const char *brokers, const char *topic, long records, long rate);
int consume(const char *brokers, const char *topic, long records, const char *group);
int copy(
    const char *brokers, const char *input, const char *output, long records, const char *group,
    int with_headers);
int probe(
    const char *brokers, const char *input, const char *output, long records, long pause_us);

int drop(const char *brokers, int count, char **topics);
void trim(const char *brokers, const char *input, const char *output, const char *group)
    __attribute__((noreturn));

/* Ends the program with a message. */
void fail(const char *what, const char *why) __attribute__((noreturn));
int64_t now_us(void);

/* A configuration with what the bus's clients have too. */
rd_kafka_conf_t *common_conf(const char *brokers);
void set(rd_kafka_conf_t *conf, const char *name, const char *value);
/* `linger`: milliseconds; 5 is librdkafka's default. */
rd_kafka_t *make_producer(
    const char *brokers, const char *transactional_id, const char *linger);
rd_kafka_t *make_consumer(const char *brokers, const char *topic, const char *group);

/* Failed deliveries so far. */
extern long failures;

/* Time and processor from here on, to be told by `stop`. */
typedef struct {
    int64_t wall_us;
    int64_t cpu_us;
} span_t;
span_t start(void);
void stop(span_t span, long records);
/* When the group last gave the consumer its partitions. */
extern span_t assigned;

/* Next offsets of one topic's partitions. */
typedef struct {
    const char *topic;
    int64_t next[partitions_max];
} positions_t;
void positions_reset(positions_t *positions, const char *topic);
void positions_note(positions_t *positions, const rd_kafka_message_t *message);
/* What was noted since the last call. */
rd_kafka_topic_partition_list_t *positions_take(positions_t *positions);

#endif

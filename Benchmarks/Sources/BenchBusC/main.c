#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments) {
    const char *verb = count > 1 ? arguments[1] : "";
    const char *brokers = count > 2 ? arguments[2] : "";
    if (!strcmp(verb, "produce") && count == 6)
        return produce(brokers, arguments[3], atol(arguments[4]), atol(arguments[5]));
    if (!strcmp(verb, "consume") && count == 6)
        return consume(brokers, arguments[3], atol(arguments[4]), arguments[5]);
    if (!strcmp(verb, "copy") && count == 8)
        return copy(
            brokers, arguments[3], arguments[4], atol(arguments[5]), arguments[6],
            atoi(arguments[7]));
    if (!strcmp(verb, "probe") && count == 7)
        return probe(
            brokers, arguments[3], arguments[4], atol(arguments[5]), atol(arguments[6]));
    if (!strcmp(verb, "drop") && count >= 4) return drop(brokers, count - 3, arguments + 3);
    if (!strcmp(verb, "trim") && count == 6)
        trim(brokers, arguments[3], arguments[4], arguments[5]);
    fprintf(
        stderr, "usage: bench-bus-c produce BROKERS TOPIC RECORDS RATE\n"
                "       bench-bus-c consume BROKERS TOPIC RECORDS GROUP\n"
                "       bench-bus-c copy BROKERS INPUT OUTPUT RECORDS GROUP HEADERS\n"
                "       bench-bus-c probe BROKERS INPUT OUTPUT RECORDS PAUSE_US\n"
                "       bench-bus-c drop BROKERS TOPIC...\n"
                "       bench-bus-c trim BROKERS INPUT OUTPUT GROUP\n");
    return 64;
}

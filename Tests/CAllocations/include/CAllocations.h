#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stdbool.h>
#include <stdint.h>

/// Whether calls for memory are counted: with glibc, and not under a sanitizer, which brings
/// an allocator of its own.
bool allocations_are_counted(void);

/// Calls for memory (malloc, calloc, realloc, posix_memalign, aligned_alloc, memalign) of the
/// calling thread since it began. Takes no lock and no memory.
uint64_t allocations_count(void);

#endif

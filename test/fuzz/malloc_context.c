/*-------------------------------------------------------------------------
 *
 * malloc_context.c
 *		In place of the server's aset.c: memory contexts in which every chunk
 *		is a malloc of its own, so that the address sanitiser knows where each
 *		one ends and when it is gone.
 *
 * For servers before 16, whose chunks know their context by a pointer.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/ilist.h"
#include "utils/memdebug.h"
#include "utils/memutils.h"

typedef struct MallocContext
{
	MemoryContextData header;
	dlist_head	chunks;
} MallocContext;

typedef struct Chunk
{
	dlist_node	node;
	Size		size;
	MemoryContext context;		/* right before the caller's bytes */
} Chunk;

#define CHUNK_OF(pointer) ((Chunk *) ((char *) (pointer) - sizeof(Chunk)))

static void *
malloc_alloc(MemoryContext context, Size size)
{
	Chunk	   *chunk = malloc(sizeof(Chunk) + size);

	if (chunk == NULL)
		return NULL;
	chunk->size = size;
	chunk->context = context;
	dlist_push_tail(&((MallocContext *) context)->chunks, &chunk->node);
	return chunk + 1;
}

static void
malloc_free(MemoryContext context, void *pointer)
{
	dlist_delete(&CHUNK_OF(pointer)->node);
	free(CHUNK_OF(pointer));
}

static void *
malloc_realloc(MemoryContext context, void *pointer, Size size)
{
	void	   *moved = malloc_alloc(context, size);

	memcpy(moved, pointer, Min(size, CHUNK_OF(pointer)->size));
	malloc_free(context, pointer);
	return moved;
}

static void
malloc_reset(MemoryContext context)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &((MallocContext *) context)->chunks)
		free(dlist_container(Chunk, node, iter.cur));
	dlist_init(&((MallocContext *) context)->chunks);
}

static void
malloc_delete(MemoryContext context)
{
	malloc_reset(context);
	free(context);
}

static Size
malloc_chunk_space(MemoryContext context, void *pointer)
{
	return sizeof(Chunk) + CHUNK_OF(pointer)->size;
}

static bool
malloc_is_empty(MemoryContext context)
{
	return dlist_is_empty(&((MallocContext *) context)->chunks);
}

static void
malloc_stats(MemoryContext context, MemoryStatsPrintFunc printfunc, void *passthru,
			 MemoryContextCounters *totals, bool print_to_stderr)
{
}

#ifdef MEMORY_CONTEXT_CHECKING
static void
malloc_check(MemoryContext context)
{
}
#endif

static const MemoryContextMethods malloc_methods = {
	malloc_alloc, malloc_free, malloc_realloc, malloc_reset, malloc_delete,
	malloc_chunk_space, malloc_is_empty, malloc_stats,
#ifdef MEMORY_CONTEXT_CHECKING
	malloc_check
#endif
};

MemoryContext
AllocSetContextCreateInternal(MemoryContext parent, const char *name,
							  Size minContextSize, Size initBlockSize, Size maxBlockSize)
{
	MallocContext *context = malloc(sizeof(MallocContext));

	dlist_init(&context->chunks);
	MemoryContextCreate(&context->header, T_AllocSetContext, &malloc_methods, parent, name);
	return &context->header;
}

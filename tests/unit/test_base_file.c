/* Files appear whole or not at all; jobs run in any order and tell the first failure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those first */
#include <cmocka.h>

#include "base/file.h"
#include "base/leftover.h"
#include "base/memory.h"
#include "base/parallel.h"

#include <chora/process.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t entries(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t count = 0;
    struct dirent *entry;

    while (dir && (entry = readdir(dir)))
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(dir);
    return count;
}

static void output_appears_only_when_committed(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    char *folder, hash[CHORA_SHA256_TEXT];
    chora_output *output;

    (void)state;
    assert_int_equal(chora_folder_temporary(&folder, &err), CHORA_OK);
    char *path = chora_path_join(folder, "a.txt");

    assert_int_equal(chora_output_open(path, &output, &err), CHORA_OK);
    chora_output_write(output, "abc", 3);
    assert_int_not_equal(access(path, F_OK), 0);
    chora_output_discard(output);
    assert_int_equal(entries(folder), 0);

    assert_int_equal(chora_output_open(path, &output, &err), CHORA_OK);
    chora_output_hash(output);
    chora_output_write(output, "abc", 3);
    assert_int_equal(chora_output_commit(output, hash, &err), CHORA_OK);
    assert_string_equal(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(entries(folder), 1);

    /* By whatever name: the same file is not spared, another is. */
    char *other = chora_path_join(folder, "../"), *same = chora_path_join(folder, "./a.txt");
    assert_int_equal(chora_file_spare(path, same, &err), CHORA_EINVAL);
    assert_int_equal(chora_file_spare(path, other, &err), CHORA_OK);
    assert_int_equal(chora_file_spare(path, "-", &err), CHORA_OK);
    assert_int_equal(chora_file_spare(path, NULL, &err), CHORA_OK);
    free(other);
    free(same);

    assert_int_equal(chora_output_open(folder, &output, &err), CHORA_EIO);
    assert_non_null(strstr(err.message, "is a folder"));
    free(path);
    path = chora_path_join(folder, "none/a.txt");
    assert_int_equal(chora_output_open(path, &output, &err), CHORA_EIO);
    assert_non_null(strstr(err.message, "folder does not exist"));
    free(path);
    chora_folder_remove(folder);
    assert_int_not_equal(access(folder, F_OK), 0);
    free(folder);
}

/* The folder goes while the file is being written; nothing is left, and that is said. */
static void a_folder_may_vanish(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    char *folder;
    chora_output *output;

    (void)state;
    assert_int_equal(chora_folder_temporary(&folder, &err), CHORA_OK);
    char *inner = chora_path_join(folder, "out"), *path = chora_path_join(inner, "a.txt");
    assert_int_equal(chora_folder_make(inner, &err), CHORA_OK);
    assert_int_equal(chora_output_open(path, &output, &err), CHORA_OK);
    chora_output_write(output, "abc", 3);
    chora_folder_remove(inner);
    assert_int_equal(chora_output_commit(output, NULL, &err), CHORA_EIO);
    assert_non_null(strstr(err.message, "; its folder is gone"));
    assert_int_equal(entries(folder), 0);
    chora_folder_remove(folder);
    free(inner);
    free(path);
    free(folder);
}

/* A process that is no more. */
static long ended_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return child;
}

/* An empty file in the folder, called as a process would call it. */
static char *hidden_of(const char *folder, long process, const char *rest)
{
    char name[CHORA_LEFTOVER_NAME], of[CHORA_LEFTOVER_NAME + 32];
    chora_leftover_name(".chora-", "", name);
    char *last = strrchr(name, '-');
    *last = '\0';
    *strrchr(name, '-') = '\0';
    snprintf(of, sizeof of, "%s-%ld-%s", name, process, rest);
    char *path = chora_path_join(folder, of);
    fclose(fopen(path, "w"));
    return path;
}

/* Killed between giving a file its hidden name and its own: the next write removes it. */
static void what_a_killed_process_left_goes_with_the_next_write(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    char *folder;

    (void)state;
    assert_int_equal(chora_folder_temporary(&folder, &err), CHORA_OK);
    char *path = chora_path_join(folder, "a.txt");
    char *left = hidden_of(folder, ended_process(), "a1B2c3");
    char *longer = hidden_of(folder, ended_process(), "a1B2c3d"); /* not a name of ours */
    char *ours = hidden_of(folder, getpid(), "000077");
    char *other = chora_path_join(folder, ".chora-17-1-aaaaaa"); /* of another computer */
    fclose(fopen(other, "w"));

    assert_int_equal(chora_file_write(path, "abc", 3, &err), CHORA_OK);
    assert_int_equal(chora_file_write(path, "abcd", 4, &err), CHORA_OK); /* replaces it */
    assert_int_not_equal(access(left, F_OK), 0);
    assert_int_equal(access(longer, F_OK), 0);
    assert_int_equal(access(ours, F_OK), 0);
    assert_int_equal(access(other, F_OK), 0);
    assert_int_equal(entries(folder), 4);

    assert_int_equal(chora_text_save(path, "x", false, &err), CHORA_ECONFLICT);
    assert_int_equal(entries(folder), 4);
    chora_folder_remove(folder);
    char *const all[] = { left, longer, ours, other, path, folder };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

static void reading_keeps_to_the_limit(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer small = CHORA_BUFFER_INIT(10);

    (void)state;
    assert_int_equal(chora_file_read(CHORA_TESTS "/CMakeLists.txt", &small, &err), CHORA_ELIMIT);
    assert_int_equal(chora_file_read("/nowhere/a.csv", &small, &err), CHORA_EIO);
    assert_non_null(strstr(err.message, "no such file"));
    chora_buffer_free(&small);
}

static chora_status square(void *context, size_t worker, size_t index, chora_error *err)
{
    (void)worker;
    if (index == 70 || index == 90)
        return chora_fail(err, CHORA_EDATA, "job %zu", index);
    ((size_t *)context)[index] = index * index;
    return CHORA_OK;
}

static void jobs_tell_the_first_failure(void **state)
{
    size_t squares[100] = { 0 };

    (void)state;
    for (size_t workers = 1; workers <= 4; workers++) {
        chora_error err = CHORA_ERROR_INIT;
        assert_int_equal(chora_parallel_run(workers, 100, square, squares, &err), CHORA_EDATA);
        assert_string_equal(err.message, "job 70");
        for (size_t i = 0; i < 70; i++)
            assert_int_equal(squares[i], i * i);
    }
    assert_int_equal(chora_parallel_run(0, 50, square, squares, NULL), CHORA_OK);
}

static void errors_grow_outwards(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    char long_text[4000];

    (void)state;
    assert_int_equal(chora_fail(&err, CHORA_EDATA, "date \"%s\" is no date", "x"), CHORA_EDATA);
    chora_at(&err, "row %d", 8);
    chora_at(&err, "a.csv");
    assert_string_equal(err.message, "a.csv: row 8: date \"x\" is no date");
    chora_also(&err, CHORA_EINVAL, "second");
    assert_string_equal(err.message, "a.csv: row 8: date \"x\" is no date\nsecond");
    assert_int_equal(err.status, CHORA_EDATA);

    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    chora_fail(&err, CHORA_EDATA, "%s", long_text);
    assert_int_equal(strlen(err.message), CHORA_ERROR_MAX - 1);
    assert_non_null(strstr(err.message, "x…"));
    assert_int_equal(chora_fail(NULL, CHORA_EIO, "nobody listens"), CHORA_EIO);
}

static void arenas_give_aligned_zeroed_room(void **state)
{
    chora_arena *arena = chora_arena_new();

    (void)state;
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *room = chora_arena_alloc(arena, size, 1);
        assert_int_equal((uintptr_t)room % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(room[i], 0);
        memset(room, 0xAA, size);
    }
    assert_null(chora_arena_alloc(arena, SIZE_MAX / 2, 4));
    assert_string_equal(chora_arena_printf(arena, "%d-%s", 7, "x"), "7-x");
    chora_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(output_appears_only_when_committed),
        cmocka_unit_test(a_folder_may_vanish),
        cmocka_unit_test(what_a_killed_process_left_goes_with_the_next_write),
        cmocka_unit_test(reading_keeps_to_the_limit),
        cmocka_unit_test(jobs_tell_the_first_failure),
        cmocka_unit_test(errors_grow_outwards),
        cmocka_unit_test(arenas_give_aligned_zeroed_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

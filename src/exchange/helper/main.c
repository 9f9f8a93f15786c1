/*
 * chora-exchange: the one program that links GDAL. It answers a single request over the socket that
 * is its standard input, and gives up nearly all rights before it opens the file.
 */
#include "exchange/wire.h"
#include "read.h"

#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* The leak checker needs ptrace, which is given up. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}
#endif

static void send_error(chora_wire *wire, const chora_error *error)
{
    chora_wire_drop(wire);
    chora_wire_start(wire, CHORA_WIRE_ERROR);
    chora_wire_put_u32(wire, (uint32_t)error->status);
    chora_wire_put_text(wire, error->message);
    chora_wire_finish(wire);
}

static chora_status answer(chora_wire *wire, chora_error *err)
{
    chora_message request;

    if (chora_wire_receive(wire, &request) != 1)
        return CHORA_EINVAL;
    if (request.type == CHORA_WIRE_READ)
        return chora_answer_read(wire, &request, err);
    if (request.type == CHORA_WIRE_WRITE)
        return chora_answer_write(wire, &request, err);
    return CHORA_EINVAL;
}

int main(void)
{
    chora_wire wire;
    chora_error error = CHORA_ERROR_INIT;
    struct stat info;

    if (fstat(STDIN_FILENO, &info) != 0 || !S_ISSOCK(info.st_mode)) {
        fputs("chora-exchange: started by chora to read and write files; it does nothing alone\n",
              stderr);
        return 2;
    }
    umask(077);
    signal(SIGXFSZ, SIG_IGN); /* A full disk is an error that is told, not an end. */
    chora_wire_begin_on(&wire, STDIN_FILENO);
    chora_status st = answer(&wire, &error);
    if (st)
        send_error(&wire, &error);
    chora_wire_flush(&wire);
    chora_wire_free(&wire);
    return st ? 1 : 0;
}

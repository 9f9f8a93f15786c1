#include "confine.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

/* ---- limits -------------------------------------------------------------------------------- */

static void limit(int what, rlim_t value)
{
    struct rlimit limits = { value, value };
    setrlimit(what, &limits);
}

void chora_limit_resources(bool writes)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
    limit(RLIMIT_CPU, writes ? 3600 : CHORA_MAX_HELPER_SECONDS);
    limit(RLIMIT_FSIZE, writes ? (rlim_t)16 << 30 : 0);
#ifndef __SANITIZE_ADDRESS__ /* Whose shadow memory is larger than any limit. */
    limit(RLIMIT_AS, CHORA_MAX_HELPER_MEMORY);
#endif
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* ---- Landlock ------------------------------------------------------------------------------ */

#define FILE_READ (LANDLOCK_ACCESS_FS_READ_FILE)
#define FOLDER_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define EVERYTHING_V1 ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static uint64_t everything(long abi)
{
    uint64_t all = EVERYTHING_V1;
    if (abi >= 2)
        all |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3)
        all |= LANDLOCK_ACCESS_FS_TRUNCATE;
    return all;
}

static void allow(int ruleset, const char *path, uint64_t rights)
{
    struct stat info;
    struct landlock_path_beneath_attr rule = { rights, open(path, O_PATH | O_CLOEXEC) };

    if (rule.parent_fd < 0)
        return;
    if (fstat(rule.parent_fd, &info) == 0 && !S_ISDIR(info.st_mode))
        rule.allowed_access &= FILE_READ;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

/* Libraries, PROJ's and GDAL's tables. */
static const char *const system_paths[] = { "/usr", "/lib", "/lib64", "/etc/ld.so.cache", NULL };

static bool confine_files(const chora_confines *confines)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return false;

    struct landlock_ruleset_attr attributes = { .handled_access_fs = everything(abi) };
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return false;
    for (size_t i = 0; system_paths[i]; i++)
        allow(ruleset, system_paths[i], FOLDER_READ);
    for (size_t i = 0; confines->readable && confines->readable[i]; i++)
        allow(ruleset, confines->readable[i], FOLDER_READ);
    if (confines->writable)
        allow(ruleset, confines->writable, everything(abi) & ~LANDLOCK_ACCESS_FS_EXECUTE);
    bool confined = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return confined;
}

/* ---- seccomp ------------------------------------------------------------------------------- */

static const int forbidden[] = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(kill),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
};

static bool confine_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

    if (!filter)
        return false;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), forbidden[i], 0);
    /* Threads are wanted, processes are not; without clone3 libraries fall back to clone. */
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    bool confined = seccomp_load(filter) == 0;
    seccomp_release(filter);
    return confined;
}

bool chora_confine(const chora_confines *confines)
{
    bool files = confine_files(confines), calls = confine_calls();

    return files && calls;
}

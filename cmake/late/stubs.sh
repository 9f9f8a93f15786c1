#!/bin/sh
# stubs.sh OUT.S LIBRARY... -- OBJECT...
# For every function of the shared libraries that the objects call: a stub that loads its library at the
# first call (bind.c) and from then on is one indirect jump, as a call into a shared library always is.
# Why: docs/performance.md, "Starting". A needed variable (not a function) cannot wait: the script says so and fails.
set -eu
export LC_ALL=C
out=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

: > "$folder/libraries"
while [ "$1" != -- ]; do
    soname=$(readelf -d "$1" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
    nm -D --defined-only "$1" | awk -v library="$soname" '{ sub(/@.*/, "", $3); print $3, $2, library }'
    echo "$soname" >> "$folder/libraries"
    shift
done | sort -u -k1,1 > "$folder/offered"
shift
nm -u --format=just-symbols "$@" | grep -v ':$' | sort -u > "$folder/called"
join "$folder/called" "$folder/offered" > "$folder/late"

if awk '$2 !~ /^[TWi]$/' "$folder/late" | grep .; then
    echo "stubs.sh: these are variables, not functions: they cannot be loaded late" >&2
    exit 1
fi

{
    cat <<'TEXT'
/* Made by cmake/late/stubs.sh. */
    .macro LATE index symbol
    .globl \symbol
    .hidden \symbol
    .type \symbol, @function
\symbol:
    endbr64
    jmp *late_slots + 8 * \index(%rip)
late_first_\index:
    endbr64
    push $\index
    jmp late_enter
    .endm

    .text
/* Like the dynamic linker's own: every register that can hold an argument is kept. */
late_enter:
    .cfi_startproc
    .cfi_adjust_cfa_offset 8
    .irp register, rax, rdi, rsi, rdx, rcx, r8, r9, r10
    push %\register
    .cfi_adjust_cfa_offset 8
    .endr
    sub $128, %rsp
    .cfi_adjust_cfa_offset 128
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7
    movups %xmm\number, 16 * \number(%rsp)
    .endr
    mov 192(%rsp), %rdi
    call late_bind
    mov %rax, %r11
    .irp number, 0, 1, 2, 3, 4, 5, 6, 7
    movups 16 * \number(%rsp), %xmm\number
    .endr
    add $128, %rsp
    .cfi_adjust_cfa_offset -128
    .irp register, r10, r9, r8, rcx, rdx, rsi, rdi, rax
    pop %\register
    .cfi_adjust_cfa_offset -8
    .endr
    add $8, %rsp
    .cfi_adjust_cfa_offset -8
    jmp *%r11
    .cfi_endproc
TEXT
    awk '{ print "    LATE " NR - 1 " " $1 }' "$folder/late"
    echo '    .data'
    echo '    .balign 8'
    echo '    .globl late_slots'
    echo '    .hidden late_slots'
    echo 'late_slots:'
    awk '{ print "    .quad late_first_" NR - 1 }' "$folder/late"
    echo '    .section .rodata'
    for table in 'late_symbols $1' 'late_sonames $3'; do
        name=${table% *}
        printf '    .globl %s\n    .hidden %s\n%s:\n' "$name" "$name" "$name"
        awk -v column="${table#*\$}" '{ print "    .asciz \"" $column "\"" }' "$folder/late"
    done
    echo '    .section .note.GNU-stack, "", @progbits'
} > "$out"

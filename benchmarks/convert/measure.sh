#!/bin/bash
# measure.sh RESULT JAVA CLASSPATH COMMAND...: runs the command, then writes "exit begin end user system peak" to RESULT: exit
# code, microseconds since 1970, microseconds of CPU, and KiB of the largest process, as the kernel counts them for
# this shell's children. Only getrusage(2) tells the last three, and a shell has no such command; but the counts survive exec,
# so that a small Java program can ask after the shell has waited.
export LC_ALL=C
result=$1 java=$2 classpath=$3
shift 3
begin=$EPOCHREALTIME
"$@"
code=$?
end=$EPOCHREALTIME
exec "$java" -Djna.platform.library.path=/usr/lib -cp "$classpath" dev.lamplighter.benchmarks.convert.ChildUsage \
    "$result" "$code" "${begin/./}" "${end/./}"

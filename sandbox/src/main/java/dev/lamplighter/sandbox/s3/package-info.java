/**
 * S3 on the loopback interface: S3Proxy over a folder, where a bucket is a folder and an object a file. It accepts any
 * credentials. Known limits of the file backend: {@code a//b} is {@code a/b}, a key can't also be a prefix of another
 * key, no versions, no tags. Uses nothing of ours but {@code base}.
 */
@NullMarked
package dev.lamplighter.sandbox.s3;

import org.jspecify.annotations.NullMarked;

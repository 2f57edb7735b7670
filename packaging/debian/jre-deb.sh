#!/bin/sh
# Makes lamplighter-jre_<version>_<arch>.deb: a Java runtime with the modules that the service uses, by jlink, from the jmods of a JDK
# of Debian, for machines that have no Java or another one. Twice the same bytes from the same JDK and jars.
#   packaging/debian/jre-deb.sh [--twice] LIB [JMODS] [ARCH] [OUT]
#     LIB    the jars of the service: target/lamplighter/lib, or lib of the archive
#     JMODS  default: those of this machine's JDK. For another architecture those of its openjdk-17-jdk-headless, taken out by
#            "apt-get download openjdk-17-jdk-headless:arm64" and "dpkg-deb -x"; jlink must be of the same release
#     ARCH   default: this machine's, as Debian calls it
#     OUT    folder; default: target
set -eu
twice=
if [ "${1:-}" = --twice ]; then twice=yes; shift; fi
lib=${1:?the folder of the jars}
java=$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v javac)")")")
jmods=${2:-$java/jmods}
arch=${3:-$(dpkg --print-architecture)}
out=${4:-target}
[ -f "$jmods/java.base.jmod" ] || { echo "jre-deb: no jmods in $jmods; install openjdk-17-jdk-headless" >&2; exit 1; }
SOURCE_DATE_EPOCH=$(date -u -d "$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$(dirname -- "$0")/../../pom.xml")" +%s)
export SOURCE_DATE_EPOCH
version=$("$java/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p')

# What the jars name; beside that what is found by its name at run time: charsets, elliptic curves for TLS, the agent through which JMX is attached, random generators.
# The classes are taken out of the jars, because jdeps wants all of the modules that a jar's own module-info names, and we have not all.
classes=$(mktemp -d)
for jar in "$lib"/*.jar; do
    unzip -qqo "$jar" '*.class' -x '*module-info.class' 'META-INF/*' -d "$classes" 2>/dev/null || [ $? -eq 11 ] # 11: no class in it
done
found=$("$java/bin/jdeps" --ignore-missing-deps --print-module-deps "$classes")
rm -rf "$classes"
modules=$found,jdk.charsets,jdk.crypto.ec,jdk.management.agent,jdk.naming.dns,jdk.random,jdk.zipfs

make_deb() {
    work=$(mktemp -d)
    home=$work/usr/lib/lamplighter/jre
    mkdir -p "$work/usr/lib/lamplighter" "$work/DEBIAN" "$work/usr/share/doc/lamplighter-jre"
    "$java/bin/jlink" --module-path "$jmods" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$home"
    cp /usr/share/doc/openjdk-17-jre-headless/copyright "$work/usr/share/doc/lamplighter-jre/copyright" 2>/dev/null \
        || echo "OpenJDK, GPL-2 with the Classpath Exception; see usr/lib/lamplighter/jre/legal" >"$work/usr/share/doc/lamplighter-jre/copyright"
    cat >"$work/DEBIAN/control" <<END
Package: lamplighter-jre
Version: $version
Architecture: $arch
Maintainer: Lamplighter <packages@lamplighter.dev>
Section: java
Priority: optional
Depends: libc6, zlib1g
Installed-Size: $(du -sk "$home" | cut -f 1)
Description: Java runtime with what Lamplighter uses
 Made by jlink from Debian's OpenJDK. Used by lamplighter alone, unless JAVA_HOME names another Java.
END
    find "$work" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    chmod -R go-w "$work"
    dpkg-deb --root-owner-group --build "$work" "$1" >/dev/null
    rm -rf "$work"
}

mkdir -p "$out"
deb=$out/lamplighter-jre_${version}_$arch.deb
make_deb "$deb"
if [ -n "$twice" ]; then
    make_deb "$deb.again"
    cmp "$deb" "$deb.again" || { echo "jre-deb: the second build has other bytes" >&2; exit 1; }
    rm "$deb.again"
fi
echo "$deb $(du -h "$deb" | cut -f 1)"

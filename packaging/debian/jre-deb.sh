#!/bin/sh
# Makes lamplighter-jre_<version>_<arch>.deb: a Java runtime with the modules that the service uses, by jlink, from the jmods of a JDK
# of Debian, for machines that have no Java or another one. Twice the same bytes from the same JDK and jars.
#   packaging/debian/jre-deb.sh [--twice] LIB [JMODS] [ARCH] [OUT]
#     LIB    the jars of the service: target/lamplighter/lib, or lib of the archive
#     JMODS  default: those of this machine's JDK. For another architecture those of its openjdk-17-jdk-headless, taken out by
#            "apt-get download openjdk-17-jdk-headless:arm64" and "dpkg-deb -x"; jlink must be a 17, too
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
here=$(dirname -- "$0")
SOURCE_DATE_EPOCH=$(date -u -d "$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$here/../../pom.xml")" +%s)
export SOURCE_DATE_EPOCH

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
    doc=$work/usr/share/doc/lamplighter-jre
    mkdir -p "$work/usr/lib/lamplighter" "$work/DEBIAN" "$doc" "$work/usr/share/lintian/overrides"
    "$java/bin/jlink" --module-path "$jmods" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$home"
    version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release")
    cp /usr/share/doc/openjdk-17-jre-headless/copyright "$doc/copyright" 2>/dev/null \
        || echo "OpenJDK, GPL-2 with the Classpath Exception; see usr/lib/lamplighter/jre/legal" >"$doc/copyright"
    gzip -9n >"$doc/changelog.gz" <<END
lamplighter-jre ($version) unstable; urgency=medium

  * The modules that Lamplighter uses, of OpenJDK $version.

 -- Lamplighter <packages@lamplighter.dev>  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
END
    cp "$here/jre-lintian-overrides" "$work/usr/share/lintian/overrides/lamplighter-jre"
    cp "$here/jre-postinst" "$work/DEBIAN/postinst"
    cp "$here/jre-prerm" "$work/DEBIAN/prerm"
    cat >"$work/DEBIAN/control" <<END
Package: lamplighter-jre
Version: $version
Architecture: $arch
Maintainer: Lamplighter <packages@lamplighter.dev>
Section: java
Priority: optional
Depends: libc6 (>= 2.34), zlib1g
Installed-Size: $(du -sk --apparent-size "$home" | cut -f 1)
Description: Java runtime with what Lamplighter uses
 Made by jlink from Debian's OpenJDK. Used by lamplighter alone, unless
 JAVA_HOME names another Java.
END
    chmod -R u=rwX,go=rX "$work"
    chmod 755 "$work/DEBIAN/postinst" "$work/DEBIAN/prerm"
    (cd "$work" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums && chmod 644 DEBIAN/md5sums)
    find "$work" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group --build "$work" "$1" >/dev/null
    rm -rf "$work"
}

mkdir -p "$out"
made=$out/lamplighter-jre.$$.deb
make_deb "$made"
if [ -n "$twice" ]; then
    make_deb "$made.again"
    cmp "$made" "$made.again" || { echo "jre-deb: the second build has other bytes" >&2; exit 1; }
    rm "$made.again"
fi
deb=$out/lamplighter-jre_${version}_$arch.deb
mv "$made" "$deb"
echo "$deb $(du -h "$deb" | cut -f 1)"

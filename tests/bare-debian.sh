#!/bin/sh
# Both commands of the README on a Debian 12 on which nothing is installed: the blog is served
# with all that belongs to it, and every test passes.
#
#   sudo tests/bare-debian.sh FOLDER
#
# FOLDER becomes the system, by debootstrap, unless it is one already. It takes 6 GB and, on two
# processors, three quarters of an hour. What is committed is tried. NODE_EXTRA_CA_CERTS names the
# certificates of a proxy, if packages come through one.
set -eu

[ $# -eq 1 ] || { sed -n '2,/^set/{/^#/p}' "$0" >&2; exit 2; }
repository=$(cd "$(dirname "$0")/.." && pwd)
system=$1
port=8094
serving=
certificates=${NODE_EXTRA_CA_CERTS:+/root/certificates.crt}

# In place of the shell that calls it, so that what runs in the background can be ended.
inside() {
  exec chroot "$system" env -i HOME=/root TERM=dumb CI=true \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${certificates:+NODE_EXTRA_CA_CERTS=$certificates npm_config_cafile=$certificates} \
    sh -c "cd /root/career-quiz && $1"
}

leave() {
  [ -z "$serving" ] || kill "$serving" 2>/dev/null || true
  umount "$system/dev/shm" "$system/dev/pts" "$system/sys" "$system/proc" 2>/dev/null || true
}
trap leave EXIT
trap 'exit 1' INT TERM

[ -e "$system/etc/debian_version" ] || debootstrap --variant=minbase bookworm "$system"
mount -t proc proc "$system/proc"
mount -t sysfs sys "$system/sys"
# Its own devices, which debootstrap makes: whoever removes FOLDER removes none of this machine's.
mount -t devpts -o ptmxmode=666 devpts "$system/dev/pts"
mount -t tmpfs shm "$system/dev/shm"
cp /etc/resolv.conf /etc/hosts "$system/etc/"
[ -z "$certificates" ] || cp "$NODE_EXTRA_CA_CERTS" "$system$certificates"
rm -rf "$system/root/career-quiz"
git clone --quiet "$repository" "$system/root/career-quiz"

echo '== ./dev serve'
inside "exec ./dev serve --port $port" &
serving=$!
for page in / /quiz/ /workbench/ /docs/ /career-quiz/career-quiz-engine.wasm; do
  until (inside "node -e 'fetch(process.argv[1]).then(({status}) => {
    console.log(process.argv[1], status);
    process.exit(status === 200 ? 0 : 1);
  }, () => process.exit(2))' http://127.0.0.1:$port$page") 2>/dev/null; do
    kill -0 "$serving"
    sleep 1
  done
done
kill "$serving"
serving=

echo '== ./dev test'
(inside './dev test </dev/null')

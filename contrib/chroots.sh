# shellcheck shell=bash
# chroots.sh -- Debian releases in chroots below $chroots, which the script that
# sources this file sets.  Needs lib.sh, root, and the package debootstrap.
: "${chroots:?}"

# in_chroot RELEASE COMMAND...: run it there.  What it starts ends with it.
in_chroot ()
{
  local root=$chroots/$1
  shift
  unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" \
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    chroot "$root" "$@"
}

# make_chroot RELEASE: a Debian without anything of ours; complete once it has its
# name.  What debootstrap mounts goes with it, however it ends.
make_chroot ()
{
  local root=$chroots/$1 mirror
  [[ ! -d $root ]] || return 0
  mirror=$(mirror_of_debian)
  [[ -n $mirror ]] || { echo "no Debian mirror in /etc/apt"; return 1; }
  rm -rf --one-file-system "$root.partial"
  mkdir -p "$chroots"
  unshare --mount --fork --kill-child \
    debootstrap --variant=minbase "$1" "$root.partial" "$mirror" || return
  # A snapshot's or a resting mirror's lists may be past their date.
  printf 'Acquire::Check-Valid-Until "false";\nAcquire::Check-Date "false";\n' \
    > "$root.partial/etc/apt/apt.conf.d/99dates"
  mv "$root.partial" "$root"
}

# shellcheck shell=bash
# lib.sh -- what contrib/check and contrib/demo share.

# The GCC versions of Debian 12; the first is the main one.
# shellcheck disable=SC2034 # for the scripts that source this file
read -ra majors <<< "${ESCAPE_GCC:-12 11}"

die ()
{
  echo "${0##*/}: $*" >&2
  exit 1
}

# install_packages PACKAGE...: install those that are missing.
install_packages ()
{
  local package missing=()
  for package; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) \
          != installed ]]; then
      missing+=("$package")
    fi
  done
  if ((${#missing[@]} == 0)); then
    echo "packages: all there"
    return
  fi
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null \
      || die "missing packages, install them as root: ${missing[*]}"
    as_root=(sudo)
  fi
  echo "packages: installing ${missing[*]}"
  "${as_root[@]}" apt-get -qq update >/dev/null \
    || die "apt-get update failed, see above"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install \
    --no-install-recommends "${missing[@]}" >/dev/null \
    || die "apt-get could not install: ${missing[*]}"
}

# compiler_packages MAJOR...: what building for these GCC versions needs.
compiler_packages ()
{
  local major
  printf '%s\n' autoconf automake libtool make pkg-config python3
  for major; do
    printf '%s\n' "gcc-$major" "g++-$major" "gcc-$major-plugin-dev"
  done
}

# What the tests of the runtime need: other compilers, other machines.
runtime_packages ()
{
  local machine
  printf '%s\n' clang-14 clang-19 libclang-rt-19-dev qemu-user
  for machine in aarch64-linux-gnu arm-linux-gnueabihf s390x-linux-gnu; do
    printf '%s\n' "gcc-$machine"
  done
  printf 'libc6-dev-%s-cross\n' arm64 armhf s390x
}

# copy_sources FROM TO: the files of a checkout, or of an unpacked release,
# without what a build in it may have left.
copy_sources ()
{
  mkdir -p "$2"
  if git -C "$1" rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git -C "$1" ls-files -z --cached --others --exclude-standard \
      | (cd "$1" && while IFS= read -r -d '' file; do
           if [[ -e $file ]]; then printf '%s\0' "$file"; fi
         done) \
      | tar -C "$1" --null --files-from=- -cf - | tar -C "$2" -xf -
  else
    cp -a "$1/." "$2"
  fi
}

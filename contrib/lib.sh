# shellcheck shell=bash
# lib.sh -- what the scripts of contrib share.

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

# What the tests of the runtime need: other compilers, other machines, peers.
runtime_packages ()
{
  local machine
  printf '%s\n' clang-14 clang-19 qemu-user libhts-dev libstb-dev uthash-dev
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

# private_sources CODENAME DIRECTORY: this machine's package sources of the
# release itself, as deb-src, for lists of our own.
private_sources ()
{
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -e $file ]] || continue
    awk -v RS= -v suite="$1" '
      $0 ~ "(^|\n)Suites:([^\n]*[ \t])?" suite "([ \t/]|\n|$)" {
        gsub (/(^|\n)#[^\n]*/, ""); sub (/^\n/, "")
        sub (/Types:[^\n]*/, "Types: deb-src")
        print $0 "\n"
      }' "$file" >> "$2/private.sources"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -e $file ]] || continue
    sed -nE "s/^deb(-src)?([[:space:]]+(\[[^]]*\][[:space:]]+)?[^[:space:]]+[[:space:]]+$1[[:space:]])/deb-src\2/p" \
      "$file" >> "$2/private.list"
  done
}

# mirror_of_debian: where this machine has the release itself from.
mirror_of_debian ()
{
  local codename parts
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
  parts=$(mktemp -d)
  private_sources "$codename" "$parts"
  {
    sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' "$parts"/*.sources
    sed -E 's/^deb-src[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/' \
      "$parts"/*.list
  } 2>/dev/null | head -n 1
  rm -r "$parts"
}

# fetch_source NAME DIRECTORY: Debian's source package, unpacked below DIRECTORY
# unless it is there already.  Says so if it cannot be had.
fetch_source ()
{
  local codename apt=$2/apt
  if compgen -G "$2/*.dsc" > /dev/null; then
    return 0
  fi
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
  rm -rf "$2"
  mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
  private_sources "$codename" "$apt/parts"
  local get=(apt-get -qq -o Dir::Etc::SourceList=/dev/null
    -o Dir::Etc::SourceParts="$apt/parts"
    -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache"
    -o APT::Sandbox::User=root -o Acquire::Retries=1
    -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20)
  if (cd "$2" && "${get[@]}" update && "${get[@]}" source "$1") \
       > "$2/log" 2>&1; then
    rm -rf "$apt"
    return 0
  fi
  echo "$1 cannot be fetched, is there a network?  apt-get said:"
  tail -n 3 "$2/log" | sed 's/^/  /'
  rm -rf "$2"
  return 1
}

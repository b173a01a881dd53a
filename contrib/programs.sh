# shellcheck shell=bash
# programs.sh -- how the real programs are built on which we are measured: Debian's
# source packages, built as their authors do.  Needs lib.sh.

# What building any of them needs.
# shellcheck disable=SC2034 # for the scripts that source this file
program_packages=(binutils bison cmake dpkg-dev libevent-dev libffi-dev
  libncurses-dev libpcre2-dev libssl-dev meson pkg-config tcl xz-utils zlib1g-dev)

# prepare_program NAME COMPILER: what comes before the build, in a copy of the
# source, as configure.
prepare_program ()
{
  case $1 in
    lua5.4)
      printf '#define DEB_HOST_MULTIARCH "none"\n' > src/lua5.4-deb-multiarch.h ;;
    zlib) CC=$2 ./configure ;;
    sqlite3) ./configure && make sqlite3.c shell.c ;;
    redis | git | mosquitto) ;;
    jq)
      if [[ ! -e configure ]]; then
        autoreconf -i
      fi
      ./configure CC="$2" --disable-docs --disable-shared --without-oniguruma ;;
    tmux)
      if [[ ! -e configure ]]; then
        sh autogen.sh
      fi
      ./configure CC="$2" ;;
    openssh) autoreconf -i && ./configure CC="$2" ;;
    libuv1) cmake -S . -B b -DCMAKE_C_COMPILER="$2" -DBUILD_TESTING=OFF ;;
    glib2.0)
      CC=$2 meson setup -Dselinux=disabled -Dlibmount=disabled -Dman=false \
        -Dtests=false -Dnls=disabled b ;;
    *) die "there is no recipe for $1" ;;
  esac
}

# make_program NAME COMPILER: the build itself.
make_program ()
{
  local file objects=()
  case $1 in
    lua5.4)
      cd src || return 1
      for file in *.c; do
        "$2" -O2 -g -DLUA_COMPAT_5_3 -DLUA_USE_LINUX -c "$file" || return 1
        if [[ $file != lua*.c ]]; then
          objects+=("${file%.c}.o")
        fi
      done
      for file in lua luac; do
        "$2" -o "$file" "$file.o" "${objects[@]}" -lm -ldl -Wl,-E || return 1
      done ;;
    sqlite3)
      "$2" -O2 -g -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -c sqlite3.c \
        && "$2" -O2 -g -c shell.c && "$2" -o sqlite3 sqlite3.o shell.o -lm ;;
    redis) make CC="$2" MALLOC=libc BUILD_TLS=no USE_SYSTEMD=no ;;
    git)
      make CC="$2" NO_CURL=1 NO_EXPAT=1 NO_GETTEXT=1 NO_OPENSSL=1 NO_PERL=1 \
        NO_PYTHON=1 NO_TCLTK=1 ;;
    mosquitto) make CC="$2" WITH_CJSON=no WITH_DOCS=no WITH_SYSTEMD=no ;;
    libuv1) cmake --build b ;;
    glib2.0) ninja -C b ;;
    *) make ;;
  esac
}

# build_program NAME COMPILER: both.
build_program ()
{
  prepare_program "$@" && make_program "$@"
}

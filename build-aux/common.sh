# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the scripts of this folder share: installing packages, configuring and building, and the
# environment in which a program from the build tree finds its settings, words and plurals.
# Sourced, never run; the sourcing script is at the root of the sources.

say ()
{
  printf '==> %s\n' "$*"
}

die ()
{
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Prints the packages of the named sections of build-aux/packages.
packages_of ()
{
  local wanted=" $* " section='' line
  while read -r line
  do
    case $line in
      ''|'#'*) ;;
      '['*']') section=${line#[}; section=${section%]} ;;
      *) case $wanted in *" $section "*) printf '%s\n' "$line" ;; esac ;;
    esac
  done < build-aux/packages
}

# Installs what is missing of the named sections. Asks nothing, and touches neither the network nor
# root's rights when all of it is there already.
install_packages ()
{
  local missing=() package as_root=()
  for package in $(packages_of "$@")
  do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) missing+=("$package") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" != 0 ]
  then
    command -v sudo >/dev/null \
      || die "these packages are missing, and neither root nor sudo is at hand: ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=600 update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold \
    install --no-install-recommends "${missing[@]}" </dev/null
}

# configure_and_build DIR [OPTION of meson setup…]: builds everything, or what the variable targets
# names.
configure_and_build ()
{
  local dir=$1
  shift
  if [ ! -f "$dir/build.ninja" ]
  then
    say "Configuring $dir"
    if [ -d "$dir/meson-private" ]
    then
      meson setup --wipe "$@" "$dir" || return 1
    else
      meson setup "$@" "$dir" || return 1
    fi
  fi
  say "Building $dir"
  # shellcheck disable=SC2086 # targets are words
  ninja -C "$dir" ${targets-}
}

# Makes the French and English locales in DIR/locale where the system has none; French dates and
# sorting need them, the catalogue alone does not. Prints nothing; failing is no error.
make_locales ()
{
  local dir=$1/locale language
  mkdir -p "$dir"
  for language in fr_FR en_US
  do
    [ -d "$dir/$language.UTF-8" ] \
      || localedef -i "$language" -f UTF-8 "$dir/$language.UTF-8" >/dev/null 2>&1 \
      || true
  done
}

# Lets a program of the build tree DIR find its catalogue and its settings.
use_build_tree ()
{
  local dir
  dir=$(realpath "$1")
  export VIGIE_LOCALEDIR=$dir/po
  export GSETTINGS_SCHEMA_DIR=$dir/data
  export VIGIE_HUB=$dir/src/hub/vigie-hub
  export VIGIE_READER=$dir/src/reader/vigie-reader
}

# in_language fr|en DIR COMMAND…: with the locale made in DIR/locale when there is one. LANGUAGE
# alone would do for the catalogue, but not in the C locale, where gettext does not look at it.
in_language ()
{
  local language=$1 dir locale=C.UTF-8
  dir=$(realpath "$2")/locale
  shift 2
  case $language in
    fr) [ -d "$dir/fr_FR.UTF-8" ] && locale=fr_FR.UTF-8 ;;
    en) [ -d "$dir/en_US.UTF-8" ] && locale=en_US.UTF-8 ;;
  esac
  if [ "$locale" = C.UTF-8 ]
  then
    env LC_ALL="$locale" LANGUAGE="$language" "$@"
  else
    env LOCPATH="$dir" LC_ALL="$locale" LANGUAGE="$language" "$@"
  fi
}

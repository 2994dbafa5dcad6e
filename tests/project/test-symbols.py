#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-symbols.py ARCHIVE: shows that the core library calls nothing that reads or changes the world.

The undefined symbols of the archive may not contain a function of the list below: files, processes,
threads, clocks, randomness, environment, sockets, output. What depends on them comes in as an
argument. The list is explicit, so a reader sees what is meant; the test first proves on a small
object of its own that it would notice.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from taplib import Tap

FILES = '''
    open openat creat close read write pread pwrite readv writev lseek fsync fdatasync ftruncate
    truncate rename renameat unlink unlinkat remove mkdir rmdir mkstemp mkdtemp tmpfile tmpnam stat
    fstat lstat fstatat statx access faccessat chmod fchmod chown link symlink readlink realpath
    opendir fdopendir readdir closedir scandir glob ftw nftw getcwd chdir umask fcntl flock lockf
    ioctl pipe dup dup2 mmap munmap msync fopen fdopen freopen fclose fread fwrite fgets fgetc getc
    getchar gets getline getdelim ungetc fscanf scanf fseek ftell rewind fflush setvbuf
    g_file_get_contents g_file_set_contents g_file_set_contents_full g_file_test g_file_open_tmp
    g_file_read_link g_mkstemp g_mkstemp_full g_mkdtemp g_mkdtemp_full g_mkdir g_mkdir_with_parents
    g_open g_close g_fopen g_freopen g_creat g_rename g_remove g_unlink g_rmdir g_stat g_lstat g_access g_chmod
    g_chdir g_get_current_dir g_dir_open g_dir_make_tmp g_dir_read_name g_mapped_file_new
    g_mapped_file_new_from_fd g_io_channel_new_file g_io_channel_unix_new g_key_file_load_from_file
    g_key_file_load_from_dirs g_key_file_load_from_data_dirs g_key_file_save_to_file
    g_bookmark_file_load_from_file g_canonicalize_filename g_find_program_in_path g_get_home_dir
    g_get_tmp_dir g_get_user_data_dir g_get_user_config_dir g_get_user_cache_dir
    g_get_user_state_dir g_get_user_runtime_dir g_get_user_special_dir g_get_system_data_dirs
    g_get_system_config_dirs g_fsync
'''
OUTPUT = '''
    printf vprintf fprintf vfprintf dprintf vdprintf puts fputs putc fputc putchar perror
    stdout stderr stdin syslog vsyslog g_print g_printerr g_printf g_fprintf g_vprintf g_vfprintf
'''
PROCESSES = '''
    fork vfork execl execlp execle execv execvp execve execvpe posix_spawn posix_spawnp system popen
    pclose wait waitpid kill raise signal sigaction alarm setitimer getpid getppid getuid geteuid
    getpwuid getpwnam getpwuid_r gethostname uname sysconf g_spawn_async g_spawn_sync
    g_spawn_command_line_async g_spawn_command_line_sync g_get_user_name g_get_real_name
    g_get_host_name g_get_os_info g_unix_signal_add dlopen dlsym g_module_open
'''
THREADS = '''
    pthread_create pthread_join pthread_detach pthread_mutex_init pthread_mutex_lock
    pthread_mutex_trylock pthread_mutex_unlock pthread_cond_wait pthread_cond_timedwait
    pthread_cond_signal pthread_rwlock_rdlock pthread_rwlock_wrlock pthread_key_create
    pthread_setspecific sem_init sem_wait sem_post thrd_create mtx_lock
    g_thread_new g_thread_try_new g_thread_join g_thread_self g_thread_pool_new g_thread_pool_push
    g_mutex_init g_mutex_lock g_mutex_trylock g_mutex_unlock g_rec_mutex_lock g_rw_lock_reader_lock
    g_rw_lock_writer_lock g_cond_wait g_cond_wait_until g_cond_signal g_cond_broadcast
    g_private_get g_private_set g_async_queue_new g_async_queue_push g_async_queue_pop
    g_main_loop_new g_main_loop_run g_main_context_new g_main_context_iteration
    g_main_context_invoke g_idle_add g_idle_add_full g_timeout_add g_timeout_add_full
    g_timeout_add_seconds g_timeout_add_seconds_full g_source_attach
'''
CLOCKS = '''
    time gettimeofday clock_gettime clock_getres clock ftime timespec_get sleep usleep nanosleep
    clock_nanosleep timer_create timerfd_create localtime localtime_r mktime tzset strptime
    g_get_real_time g_get_monotonic_time g_get_current_time g_usleep g_timer_new g_timer_start
    g_date_time_new_now g_date_time_new_now_local g_date_time_new_now_utc g_date_time_new_local
    g_date_time_new_from_unix_local g_date_time_new_from_timeval_local g_date_time_to_local
    g_date_set_time g_time_zone_new g_time_zone_new_local g_time_zone_new_identifier
'''
RANDOM = '''
    rand srand rand_r random srandom random_r drand48 lrand48 mrand48 arc4random arc4random_buf
    arc4random_uniform getrandom getentropy
    g_random_int g_random_int_range g_random_double g_random_double_range g_random_boolean
    g_rand_new g_rand_int g_rand_int_range g_uuid_string_random
    randombytes randombytes_buf randombytes_random randombytes_uniform randombytes_stir
    crypto_sign_keypair crypto_sign_ed25519_keypair crypto_box_keypair crypto_kx_keypair
    crypto_secretbox_keygen crypto_generichash_keygen crypto_auth_keygen
    crypto_aead_xchacha20poly1305_ietf_keygen crypto_pwhash crypto_pwhash_str
'''
ENVIRONMENT = '''
    getenv secure_getenv setenv putenv unsetenv clearenv environ setlocale newlocale uselocale
    g_getenv g_setenv g_unsetenv g_listenv g_get_environ g_get_language_names g_get_locale_variants
    g_get_charset g_set_prgname g_get_prgname g_get_application_name
'''
NETWORK = '''
    socket connect bind listen accept accept4 send sendto sendmsg recv recvfrom recvmsg getaddrinfo
    gethostbyname getsockopt setsockopt select pselect poll ppoll epoll_create epoll_wait
'''
FORBIDDEN = set(' '.join([FILES, OUTPUT, PROCESSES, THREADS, CLOCKS, RANDOM, ENVIRONMENT,
                          NETWORK]).split())
# Libraries the core does not use at all, by the beginning of their names.
FOREIGN = re.compile(r'^(gtk|gdk|gsk|adw|pango|cairo|sqlite3|soup|curl|PQ|MHD|json)_|^g_(file|'
                     r'input_stream|output_stream|socket|subprocess|settings|cancellable|task|'
                     r'resources|application|dbus)_')
# GLib spells these like GIO's, but they are pure.
PURE = {'g_file_error_quark', 'g_file_error_from_errno'}

PROBES = {
    'fopen': '#include <stdio.h>\nint f (void) { return fopen ("x", "r") != 0; }\n',
    'open': '#define _FILE_OFFSET_BITS 64\n#include <fcntl.h>\n'
            'int f (int flags) { return open ("x", flags); }\n',
    'clock_gettime': '#include <time.h>\n'
                     'int f (struct timespec *t) { return clock_gettime (CLOCK_REALTIME, t); }\n',
    'getenv': '#include <stdlib.h>\nchar *f (void) { return getenv ("HOME"); }\n',
    'printf': '#define _FORTIFY_SOURCE 2\n#include <stdio.h>\n'
              'void f (const char *s, int n) { printf (s, n); }\n',
    'pthread_create': '#include <pthread.h>\nint f (pthread_t *t, void *(*g) (void *)) '
                      '{ return pthread_create (t, 0, g, 0); }\n',
    'random': '#include <stdlib.h>\nlong f (void) { return random (); }\n',
}
HARMLESS = '#include <string.h>\nunsigned long f (const char *s) { return strlen (s); }\n'


def plain_name(symbol):
    """Returns the name as a person writes it: without version, fortify and large-file spelling."""
    name = symbol.split('@')[0]
    if name.startswith('__isoc99_'):
        name = name[len('__isoc99_'):]
    name = re.sub(r'^_+(.*)_chk$', r'\1', name)
    name = re.sub(r'^_+(open|openat)(64)?_2$', r'\1', name)
    if name not in FORBIDDEN and name.endswith('64'):
        name = name[:-2]
    return name


def bad_symbols(path):
    """Returns the forbidden functions that an object or archive calls, and how many it calls."""
    done = subprocess.run(['nm', '-A', '-u', path], capture_output=True, text=True, check=True)
    bad, count = set(), 0
    for line in done.stdout.splitlines():
        fields = line.split()
        if len(fields) < 2:
            continue
        count += 1
        name = plain_name(fields[-1])
        if name in FORBIDDEN or (FOREIGN.match(name) and name not in PURE):
            place = fields[0].split(':')[-2] if ':' in fields[0] else ''
            bad.add(f'{name} in {place}')
    return sorted(bad), count


def probe(text):
    """Returns the forbidden functions found in an object made of a small C text."""
    compiler = shutil.which('cc') or shutil.which('gcc') or shutil.which('clang')
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'probe.c')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        subprocess.run([compiler, '-O1', '-w', '-c', path, '-o', path + '.o'], check=True)
        return bad_symbols(path + '.o')[0]


def main(archive):
    tap = Tap()
    for name, text in PROBES.items():
        found = probe(text)
        tap.check(f'a call of {name} is noticed',
                  any(entry.split()[0] == name for entry in found), found)
    tap.check('a harmless object passes', probe(HARMLESS) == [])
    bad, count = bad_symbols(archive)
    tap.check('the archive holds something', count > 50, count)
    tap.check('core calls no file, thread, clock, random or environment function', not bad,
              '\n'.join(bad))
    tap.finish()


main(sys.argv[1])

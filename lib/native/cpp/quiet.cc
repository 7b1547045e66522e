// A small addon that keeps signals away from TensorFlow, and turns standard error off and on again.
//
// TensorFlow 2.21 writes a line about oneDNN while its library is being loaded, before it reads its own log level; no
// environment variable keeps it from doing so, and Node has no way to redirect a file descriptor.

#include <fcntl.h>
#include <node_api.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <initializer_list>

static int kept = -1;

static napi_value Mute(napi_env, napi_callback_info) {
  if (kept >= 0) return nullptr;
  int sink = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (sink < 0) return nullptr;
  fflush(stderr);
  kept = fcntl(2, F_DUPFD_CLOEXEC, 3);
  if (kept >= 0) dup2(sink, 2);
  close(sink);
  return nullptr;
}

static napi_value Unmute(napi_env, napi_callback_info) {
  if (kept < 0) return nullptr;
  fflush(stderr);
  dup2(kept, 2);
  close(kept);
  kept = -1;
  return nullptr;
}

// Products of oneDNN use the stack pointer for other things while they run; a signal that this thread took then would
// be handled on top of somebody's data. So signals are left to Node's other threads, which hand them on to JavaScript
// as this one would. Threads that are made afterwards do as the one that makes them, TensorFlow's among them.
static napi_value Shield(napi_env, napi_callback_info) {
  sigset_t signals;
  sigemptyset(&signals);
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH, SIGCHLD, SIGCONT, SIGALRM})
    sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor properties[] = {
      {"mute", nullptr, Mute, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"unmute", nullptr, Unmute, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"shield", nullptr, Shield, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
  };
  napi_define_properties(env, exports, 3, properties);
  return exports;
}

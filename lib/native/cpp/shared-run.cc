// Runs a session on the calling thread and one helper, which both look for work until the run has ended.
//
// TensorFlow's own threads sleep between operations and the caller sleeps until the end; to wake each of them takes
// some twentieth of a millisecond, which on small graphs is a good part of the run.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include "tensorflow/c/c_api.h"
#include "tensorflow/c/c_api_internal.h"
#include "tensorflow/c/tf_tensor_internal.h"
#include "tensorflow/core/public/session.h"
#include "xla/tsl/platform/threadpool_interface.h"
#include "xla/tsl/platform/threadpool_options.h"

namespace {

void Pause() {
#if defined(__x86_64__)
  _mm_pause();
#else
  std::this_thread::yield();
#endif
}

void TakeTinyForZero() {
#if defined(__x86_64__)
  _mm_setcsr(_mm_getcsr() | 0x8040);
#endif
}

class Pair : public tsl::thread::ThreadPoolInterface {
 public:
  Pair() {
    std::thread([this] { Help(); }).detach();
  }

  // Whether the run is this thread's; false while another one has the pair.
  bool Begin() {
    if (!owner_.try_lock()) return false;
    caller_ = std::this_thread::get_id();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      active_ = true;
    }
    wake_.notify_one();
    return true;
  }
  void End() {
    active_ = false;
    owner_.unlock();
  }

  void Schedule(std::function<void()> task) override {
    outstanding_.fetch_add(1);
    {
      std::lock_guard<std::mutex> lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    waiting_.fetch_add(1);
    if (std::this_thread::get_id() != caller_ || is_working_) return;
    is_working_ = true;
    while (outstanding_.load() > 0)
      if (!RunOne()) Pause();
    is_working_ = false;
  }
  int NumThreads() const override { return 2; }
  int CurrentThreadId() const override { return std::this_thread::get_id() == caller_ ? 0 : 1; }

 private:
  bool RunOne() {
    if (waiting_.load() <= 0) return false;
    std::function<void()> task;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (tasks_.empty()) return false;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    waiting_.fetch_sub(1);
    task();
    task = nullptr;
    outstanding_.fetch_sub(1);
    return true;
  }
  void Help() {
    TakeTinyForZero();
    for (;;) {
      {
        std::unique_lock<std::mutex> lock(mutex_);
        wake_.wait(lock, [this] { return active_.load(); });
      }
      while (active_.load())
        if (!RunOne()) Pause();
    }
  }

  std::mutex owner_, mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::atomic<bool> active_{false};
  std::atomic<int> outstanding_{0}, waiting_{0};
  std::thread::id caller_;
  bool is_working_ = false;
};

}  // namespace

// False where nothing was run: the pair is busy, or an input cannot be handed over.
extern "C" bool OptimSharedRun(TF_Session* session, const TF_Output* inputs, TF_Tensor* const* input_values,
                               int ninputs, const TF_Output* outputs, TF_Tensor** output_values, int noutputs,
                               TF_Status* status) {
  // Never freed: its thread may outlive all else.
  static Pair* pair = new Pair;
  using tensorflow::Tensor;
  auto name = [](const TF_Output& output) {
    return std::string(TF_OperationName(output.oper)) + ":" + std::to_string(output.index);
  };
  std::vector<std::pair<std::string, Tensor>> feeds(ninputs);
  for (int i = 0; i < ninputs; i++) {
    feeds[i].first = name(inputs[i]);
    if (!tensorflow::TF_TensorToTensor(input_values[i], &feeds[i].second).ok()) return false;
  }
  std::vector<std::string> fetches(noutputs);
  for (int i = 0; i < noutputs; i++) fetches[i] = name(outputs[i]);
  std::vector<Tensor> results;
  tensorflow::RunMetadata metadata;
  tsl::thread::ThreadPoolOptions threads;
  threads.inter_op_threadpool = pair;
  if (!pair->Begin()) return false;
  absl::Status outcome =
      session->session->Run(tensorflow::RunOptions(), feeds, fetches, {}, &results, &metadata, threads);
  pair->End();
  for (int i = 0; outcome.ok() && i < noutputs; i++)
    output_values[i] = tensorflow::TF_TensorFromTensor(results[i], &outcome);
  TF_SetStatus(status, static_cast<TF_Code>(outcome.raw_code()), std::string(outcome.message()).c_str());
  return true;
}

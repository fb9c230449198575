#include "authoring/score.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "cli/commands.h"
#include "cli/files.h"

namespace career_quiz::cli {
namespace {

using authoring::CsvScorer;
using authoring::NdjsonScorer;
using authoring::Scored;

struct ScoreOptions {
  std::string quiz;
  std::string answers = "-";
  std::string format = "auto";
  std::string mode = "full";
  std::vector<std::string> kept;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

using ScoreLine = std::function<Scored(std::string_view, std::uint64_t)>;

// So much text is read, scored and written at a time; a record may be longer, up to kMaxBytes.
constexpr std::size_t kBatch = 256 * 1024;

struct Batch {
  std::string text;  // Whole records, each with its line end but perhaps the last.
  std::uint64_t first_line = 1;
  std::string records;
  bool good = true;
  bool done = false;
};

// Hands batches to threads and takes the results back in the order of the input. At most two
// batches a thread are held, which bounds the memory.
class Pool {
 public:
  Pool(unsigned threads, std::function<void(Batch*)> work) : work_(std::move(work)) {
    for (unsigned t = 0; t < threads; ++t) threads_.emplace_back([this] { run(); });
  }
  ~Pool() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  bool full() const { return ordered_.size() >= 2 * threads_.size(); }
  bool empty() const { return ordered_.empty(); }

  void push(std::unique_ptr<Batch> batch) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(batch.get());
    }
    ordered_.push_back(std::move(batch));
    changed_.notify_all();
  }

  // The oldest batch, once it is done. Precondition: !empty().
  std::unique_ptr<Batch> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ordered_.front()->done; });
    std::unique_ptr<Batch> batch = std::move(ordered_.front());
    ordered_.erase(ordered_.begin());
    return batch;
  }

 private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Batch* batch = waiting_.front();
      waiting_.erase(waiting_.begin());
      lock.unlock();
      work_(batch);
      lock.lock();
      batch->done = true;
      lock.unlock();
      changed_.notify_all();
    }
  }

  std::function<void(Batch*)> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch*> waiting_;
  std::vector<std::unique_ptr<Batch>> ordered_;  // Touched by the owner alone.
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

// Cuts a stream into batches of whole records.
class Records {
 public:
  Records(Input& input, bool csv) : input_(input), csv_(csv) {}

  // The first record, without its line end: the header of a CSV file.
  std::string first() {
    while (text_.size() < kMaxBytes && find_end(0) == std::string::npos && more()) {
    }
    const std::size_t end = std::min(find_end(0), text_.size());
    std::string record = text_.substr(0, end);
    text_.erase(0, std::min(text_.size(), end + 1));
    line_ += 1 + static_cast<std::uint64_t>(std::count(record.begin(), record.end(), '\n'));
    return record;
  }

  // Null at the end of the input.
  std::unique_ptr<Batch> next() {
    std::size_t end = std::string::npos;
    while (text_.size() < kBatch && more()) {
    }
    while ((end = last_end()) == std::string::npos && text_.size() <= kMaxBytes && more()) {
    }
    if (text_.empty()) return nullptr;
    auto batch = std::make_unique<Batch>();
    batch->first_line = line_;
    const std::size_t size = input_.ended() || end == std::string::npos ? text_.size() : end + 1;
    batch->text = text_.substr(0, size);
    text_.erase(0, size);
    line_ += static_cast<std::uint64_t>(std::count(batch->text.begin(), batch->text.end(), '\n'));
    return batch;
  }

 private:
  bool more() { return input_.read(&text_, kBatch); }

  std::size_t find_end(std::size_t from) const {
    bool quoted = false;
    return csv_ ? authoring::csv_end(text_, from, &quoted) : text_.find('\n', from);
  }

  std::size_t last_end() const {
    if (!csv_) return text_.rfind('\n');
    bool quoted = false;
    std::size_t last = std::string::npos;
    for (std::size_t from = 0;;) {
      const std::size_t end = authoring::csv_end(text_, from, &quoted);
      if (end == std::string::npos) return last;
      last = end;
      from = end + 1;
    }
  }

  Input& input_;
  bool csv_;
  std::string text_;
  std::uint64_t line_ = 1;
};

void score_batch(Batch* batch, bool csv, const ScoreLine& score_line) {
  const std::string_view text = batch->text;
  std::uint64_t line = batch->first_line;
  for (std::size_t from = 0; from < text.size();) {
    bool quoted = false;
    const std::size_t found = csv ? authoring::csv_end(text, from, &quoted) : text.find('\n', from);
    const std::size_t end = std::min(found, text.size());
    const std::string_view record = text.substr(from, end - from);
    if (record.find_first_not_of(" \t\r") != std::string_view::npos) {
      Scored scored = score_line(record, line);
      batch->records += scored.record;
      batch->records += '\n';
      batch->good = batch->good && scored.good;
    }
    line += 1 + static_cast<std::uint64_t>(std::count(record.begin(), record.end(), '\n'));
    from = end + 1;
  }
  batch->text.clear();
}

bool is_csv(const ScoreOptions& options) {
  if (options.format != "auto") return options.format == "csv";
  const std::string& path = options.answers;
  return path.size() > 4 && path.compare(path.size() - 4, 4, ".csv") == 0;
}

int score(const ScoreOptions& options) {
  int status = kGood;
  const std::optional<Quiz> quiz = load_quiz(options.quiz, &status);
  if (!quiz) return status;
  Result<Input> input = Input::open(options.answers);
  if (!input) {
    complain(input.error().message);
    return kInputFailed;
  }
  const Mode mode = options.mode == "adaptive" ? Mode::kAdaptive : Mode::kFull;
  const bool csv = is_csv(options);
  if (!csv && !options.kept.empty()) {
    complain("--keep is for CSV; answers in NDJSON have no other columns.");
    return kWrongUse;
  }
  Records records(input.value(), csv);
  ScoreLine score_line;
  if (csv) {
    Result<CsvScorer> scorer = CsvScorer::read(*quiz, mode, records.first(), options.kept);
    if (!scorer) {
      complain(scorer.error().message);
      return kFound;
    }
    print(scorer->header() + "\n");
    score_line = [scorer = std::make_shared<CsvScorer>(std::move(scorer.value()))](
                     std::string_view record, std::uint64_t line) {
      return scorer->score(record, line);
    };
  } else {
    score_line = [scorer = std::make_shared<NdjsonScorer>(*quiz, mode)](std::string_view record,
                                                                        std::uint64_t line) {
      return scorer->score(record, line);
    };
  }

  Pool pool(options.threads, [&](Batch* batch) { score_batch(batch, csv, score_line); });
  const auto write_oldest = [&] {
    const std::unique_ptr<Batch> batch = pool.pop();
    if (!batch->good) status = kFound;
    return print(batch->records);
  };
  bool writing = true;
  while (writing) {
    std::unique_ptr<Batch> batch = records.next();
    if (!batch) break;
    pool.push(std::move(batch));
    if (pool.full()) writing = write_oldest();
  }
  while (!pool.empty()) writing = write_oldest() && writing;
  if (!input->fault().empty()) {
    complain(input->fault());
    return kInputFailed;
  }
  return status;
}

}  // namespace

void add_score(CLI::App& app, int* status) {
  auto options = std::make_shared<ScoreOptions>();
  CLI::App* command = app.add_subcommand("score", "Score answer sheets, a result line each");
  command->add_option("FILE", options->quiz, "The quiz")->required();
  command->add_option("ANSWERS", options->answers, "Answer sheets; - is standard input")
      ->capture_default_str();
  command
      ->add_option("--format", options->format,
                   "ndjson or csv; auto goes by the name of ANSWERS, and is else ndjson")
      ->check(CLI::IsMember({"auto", "ndjson", "csv"}))
      ->capture_default_str();
  command->add_option("--mode", options->mode, "full, or adaptive: where it would have stopped")
      ->check(CLI::IsMember({"full", "adaptive"}))
      ->capture_default_str();
  command->add_option("--keep", options->kept, "Columns of a CSV file to copy, such as an id")
      ->delimiter(',');
  command->add_option("--threads", options->threads, "How many lines are scored at once")
      ->check(CLI::Range(1u, 256u))
      ->capture_default_str();
  command->footer(
      "NDJSON: each line an object such as {\"why\":\"change\",\"tools\":[\"a\",\"b\"]}. CSV: a "
      "header of\n"
      "question ids; options of one cell separated by ;, an empty cell for no answer, - for a "
      "skipped\n"
      "question. Results come in the order of the lines and name the line. A line that cannot be\n"
      "used gives a record that says why. Exit status: 0 all lines are good; 1 some are not;\n"
      "3 a file cannot be read; 4 output cannot be written.\n\n"
      "Example: career-quiz score quiz.json answers.ndjson > results.ndjson");
  command->callback([options, status] { *status = score(*options); });
}

}  // namespace career_quiz::cli

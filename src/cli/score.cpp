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
  std::uint64_t first_line = 1;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
};

// Scores a record that stands at a line; `ended` is whether its line end was there.
using ScoreRecord = std::function<Scored(std::string_view, std::uint64_t, bool ended)>;

// So much text is read, scored and written at a time, or less if no more has come; a record may
// be longer, up to kMaxBytes.
constexpr std::size_t kBatch = std::size_t{256} * 1024;

struct Batch {
  std::string text;  // Whole records, each with its line end but perhaps the last of all.
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

std::uint64_t line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos; ++at) ++count;
  return count;
}

// Cuts a stream into batches of whole records.
class Records {
 public:
  // `before_waiting` is called where nothing has come yet; if it returns false, nothing more is
  // read.
  Records(Input& input, bool csv, std::uint64_t first_line, std::function<bool()> before_waiting)
      : input_(input), csv_(csv), line_(first_line), before_waiting_(std::move(before_waiting)) {}

  // The first record of a CSV file, which names its columns.
  std::string header() {
    while (find_end() == std::string::npos && text_.size() <= kMaxBytes && more()) {
    }
    separator_ = authoring::csv_separator(text_);
    const std::size_t end = std::min(find_end(), text_.size());
    std::string header = cut(end)->text;
    text_.erase(0, 1);
    ++line_;
    return header;
  }
  char separator() const { return separator_; }

  // Null at the end of the input.
  std::unique_ptr<Batch> next() {
    for (;;) {
      for (std::size_t end; (end = find_end()) != std::string::npos;) whole_ = end + 1;
      const bool too_long = text_.size() - whole_ > kMaxBytes;
      if (whole_ > 0 && (whole_ >= kBatch || too_long || !input_.ready())) return cut(whole_);
      if (whole_ == 0 && too_long) return cut_line();
      if (!more()) return text_.empty() ? nullptr : cut(text_.size());
    }
  }

 private:
  bool more() {
    if (!input_.ready() && !before_waiting_()) return false;
    return input_.read(&text_, kBatch);
  }

  // Where the first record that is not known to be whole ends.
  std::size_t find_end() const {
    return csv_ ? authoring::csv_end(text_, whole_, separator_, input_.ended())
                : text_.find('\n', whole_);
  }

  std::unique_ptr<Batch> cut(std::size_t size) {
    auto batch = std::make_unique<Batch>();
    batch->first_line = line_;
    batch->text = text_.substr(0, size);
    text_.erase(0, size);
    whole_ = 0;
    line_ += line_ends(batch->text);
    return batch;
  }

  // As much of a line as shows that it is too long; the rest of it is passed over.
  std::unique_ptr<Batch> cut_line() {
    std::unique_ptr<Batch> batch = cut(kMaxBytes + 1);
    std::size_t end = 0;
    while ((end = text_.find('\n')) == std::string::npos) {
      text_.clear();
      if (!more()) return batch;
    }
    text_.erase(0, end + 1);
    ++line_;
    return batch;
  }

  Input& input_;
  bool csv_;
  char separator_ = ',';
  std::uint64_t line_;
  std::function<bool()> before_waiting_;
  std::string text_;
  std::size_t whole_ = 0;  // So much of it is whole records.
};

void score_batch(Batch* batch, bool csv, char separator, const ScoreRecord& score_record) {
  const std::string_view text = batch->text;
  std::uint64_t line = batch->first_line;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t found =
        csv ? authoring::csv_end(text, from, separator, true) : text.find('\n', from);
    const bool ended = found != std::string_view::npos;
    const std::string_view record = text.substr(from, ended ? found - from : found);
    Scored scored = score_record(record, line, ended);
    batch->records += scored.record;
    batch->records += '\n';
    batch->good = batch->good && scored.good;
    line += 1 + line_ends(record);
    from += record.size() + 1;
  }
  batch->text.clear();
}

bool is_csv(const ScoreOptions& options) {
  if (options.format != "auto") return options.format == "csv";
  const std::string_view path = options.answers;
  const std::string_view ending = path.substr(path.size() - std::min<std::size_t>(path.size(), 4));
  return ending == ".csv" || ending == ".CSV";
}

int score(const ScoreOptions& options) {
  int status = kGood;
  if (options.quiz == "-" && options.answers == "-") {
    complain("the quiz and the answers cannot both be standard input; name a file for one.");
    return kWrongUse;
  }
  const std::optional<Quiz> quiz = load_quiz(options.quiz, &status);
  if (!quiz) return status;
  Result<Input> input = Input::open(options.answers);
  if (!input) {
    complain(input.error().message);
    return kInputFailed;
  }
  const Mode mode = options.mode == "adaptive" ? Mode::kAdaptive : Mode::kFull;
  const bool csv = is_csv(options);
  char separator = ',';
  ScoreRecord score_record;
  Pool pool(options.threads,
            [&](Batch* batch) { score_batch(batch, csv, separator, score_record); });
  bool writing = true;
  const auto write_oldest = [&] {
    const std::unique_ptr<Batch> batch = pool.pop();
    if (!batch->good) status = kFound;
    writing = print(batch->records);
  };
  const auto write_all = [&] {
    while (!pool.empty()) write_oldest();
    return writing;
  };
  Records records(input.value(), csv, options.first_line, write_all);
  if (csv) {
    Result<CsvScorer> scorer = CsvScorer::read(*quiz, mode, records.header(), options.kept);
    if (!scorer) {
      complain("“" + options.answers + "”: " + scorer.error().message);
      return kFound;
    }
    separator = records.separator();
    writing = print(scorer->header() + "\n");
    score_record = [scorer = std::move(scorer.value())](std::string_view record, std::uint64_t line,
                                                        bool ended) {
      return scorer.score(record, line, ended);
    };
  } else {
    score_record = [scorer = NdjsonScorer(*quiz, mode, options.kept)](std::string_view record,
                                                                      std::uint64_t line, bool) {
      return scorer.score(record, line);
    };
  }
  while (writing) {
    std::unique_ptr<Batch> batch = records.next();
    if (!batch) break;
    pool.push(std::move(batch));
    if (pool.full()) write_oldest();
  }
  write_all();
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
  command->add_option("ANSWERS", options->answers,
                      "Answer sheets; standard input if there is none, or it is -");
  command
      ->add_option("--format", options->format,
                   "ndjson or csv; auto goes by the name of ANSWERS, and is else ndjson")
      ->check(CLI::IsMember({"auto", "ndjson", "csv"}))
      ->capture_default_str();
  command->add_option("--mode", options->mode, "full, or adaptive: where it would have stopped")
      ->check(CLI::IsMember({"full", "adaptive"}))
      ->capture_default_str();
  command
      ->add_option("--keep", options->kept,
                   "Members of a line, or columns of a CSV file, to copy, such as an id")
      ->type_name("NAME,...")
      ->delimiter(',');
  command->add_option("--first-line", options->first_line, "The number of the first line")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 60))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "How many lines are scored at once")
      ->type_name("N")
      ->check(CLI::Range(1u, 256u))
      ->default_str("as many as there are processors");
  command->footer(
      "NDJSON: each line an object such as {\"why\":\"change\",\"tools\":[\"a\",\"b\"]}.\n"
      "CSV: a header of question ids, cells separated as it is; options of one cell separated by "
      ";,\n"
      "an empty cell for no answer, - for a skipped question.\n\n"
      "There is one result for each line, in the same order and with its number, as soon as the\n"
      "line is there. A line that cannot be used gives a record that says why. A result is whole\n"
      "if it has its line end. After an interruption, count the whole ones, give the lines from\n"
      "the next one on, and name its number with --first-line.\n\n"
      "Exit status: 0 all lines are good; 1 some are not, or the quiz has errors; 2 the command\n"
      "line is wrong; 3 a file cannot be read; 4 output cannot be written.\n\n"
      "Example: career-quiz score quiz.json answers.ndjson > results.ndjson");
  command->callback([options, status] { *status = score(*options); });
}

}  // namespace career_quiz::cli

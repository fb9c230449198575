#include "authoring/condition_words.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "career_quiz/order.h"
#include "career_quiz/words.h"

namespace career_quiz::authoring {
namespace {

using Op = Condition::Op;
using Operand = Condition::Operand;
using Relation = Condition::Relation;

constexpr std::size_t kLongest = 60;  // Characters of a text in quotation marks.

// What is said of a subject, the same denied, and denied of several.
struct Sentence {
  std::string_view holds;
  std::string_view fails;
  std::string_view neither = fails;
};

struct Words {
  std::string_view open, close;  // Quotation marks.
  std::string_view and_, or_;
  std::string_view nor, last_nor;
  std::string_view always, never;
  Sentence answered, chose, ticked, placed, first, second, shown, headlined;
  std::string_view point;  // Of a scale.
  std::string_view pair[4];
  std::string_view kinds[std::size(kHeadlineKinds)];
  std::string_view number, scale, score, margin, lead;
  Sentence is, under, at_most, over, at_least, missing;
};

constexpr Words kEnglish{
    "“",
    "”",
    " and ",
    " or ",
    ", ",
    " nor ",
    "always",
    "never",
    {"question % is answered", "question % is not answered"},
    {"the answer to question % is %", "the answer to question % is not %",
     "the answer to question % is neither %"},
    {"the answers to question % include %", "the answers to question % do not include %",
     "the answers to question % include neither %"},
    {"place % of question % goes to %", "place % of question % does not go to %",
     "place % of question % goes to neither %"},
    {"the first result is %", "the first result is not %", "the first result is neither %"},
    {"the second result is %", "the second result is not %", "the second result is neither %"},
    {"the advice shows %", "the advice does not show %", "the advice shows neither %"},
    {"the advice is %", "the advice is not %", "the advice is neither %"},
    "point % of %",
    {"Entirely A", "Rather A", "Rather B", "Entirely B"},
    {"one clear result", "two tracks", "mixed", "a result that stands alone", "a combined result"},
    "the number in question %",
    "the scale %",
    "the total of %",
    "the lead of the first result over the second",
    "the lead of the second result over the third",
    {"% is %", "% is not %"},
    {"% is under %", "% is not under %"},
    {"% is at most %", "% is not at most %"},
    {"% is over %", "% is not over %"},
    {"% is at least %", "% is not at least %"},
    {"% has no value", "% has a value"},
};

constexpr Words kFrench{
    "« ",
    " »",
    " et ",
    " ou ",
    " ni ",
    " ni ",
    "toujours",
    "jamais",
    {"la question % a une réponse", "la question % n’a pas de réponse"},
    {"la réponse à la question % est %", "la réponse à la question % n’est pas %",
     "la réponse à la question % n’est ni %"},
    {"les réponses à la question % comprennent %",
     "les réponses à la question % ne comprennent pas %",
     "les réponses à la question % ne comprennent ni %"},
    {"le rang % de la question % revient à %", "le rang % de la question % ne revient pas à %",
     "le rang % de la question % ne revient ni à %"},
    {"le premier résultat est %", "le premier résultat n’est pas %",
     "le premier résultat n’est ni %"},
    {"le deuxième résultat est %", "le deuxième résultat n’est pas %",
     "le deuxième résultat n’est ni %"},
    {"le conseil montre %", "le conseil ne montre pas %", "le conseil ne montre ni %"},
    {"le conseil est %", "le conseil n’est pas %", "le conseil n’est ni %"},
    "point % sur %",
    {"Tout à fait A", "Plutôt A", "Plutôt B", "Tout à fait B"},
    {"un résultat net", "deux pistes", "partagé", "un résultat seul", "un résultat combiné"},
    "le nombre de la question %",
    "l’échelle %",
    "le total de %",
    "l’avance du premier résultat sur le deuxième",
    "l’avance du deuxième résultat sur le troisième",
    {"% vaut %", "% ne vaut pas %"},
    {"% vaut moins de %", "% ne vaut pas moins de %"},
    {"% vaut au plus %", "% ne vaut pas au plus %"},
    {"% vaut plus de %", "% ne vaut pas plus de %"},
    {"% vaut au moins %", "% ne vaut pas au moins %"},
    {"% n’a pas de valeur", "% a une valeur"},
};

// At most kLongest characters, cut at a space.
std::string shortened(std::string_view text) {
  std::size_t characters = 0;
  std::size_t space = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) continue;
    if (text[at] == ' ') space = at;
    if (++characters > kLongest) {
      return std::string(text.substr(0, space > 0 ? space : at)) + "…";
    }
  }
  return std::string(text);
}

class Sayer {
 public:
  Sayer(const Quiz& quiz, const Wording& wording)
      : quiz_(quiz), wording_(wording), words_(wording.french ? kFrench : kEnglish) {}

  std::string clause(const Condition& condition) const { return say_one(condition, false).text; }

 private:
  // A clause, and what joins its parts if it has more than one.
  struct Clause {
    std::string text;
    Op joint = Op::kAlways;
  };

  Clause say_one(const Condition& condition, bool deny) const {
    // The last value is a list of names.
    const auto of = [&](const Sentence& sentence, const std::vector<std::string>& names,
                        std::string_view one = {}, std::string_view two = {}) {
      const bool neither = deny && names.size() > 1;
      const std::string all = list(names, neither);
      const std::string_view chosen = neither ? sentence.neither
                                      : deny  ? sentence.fails
                                              : sentence.holds;
      if (one.empty()) return Clause{say(chosen, {all})};
      return Clause{two.empty() ? say(chosen, {one, all}) : say(chosen, {one, two, all})};
    };
    switch (condition.op) {
      case Op::kAlways:
      case Op::kNever:
        return {std::string((condition.op == Op::kAlways) != deny ? words_.always : words_.never)};
      case Op::kNot:
        return say_one(condition.parts[0], !deny);
      case Op::kAnd:
      case Op::kOr:
        return joined(condition, deny);
      case Op::kAnswered:
        return {say(deny ? words_.answered.fails : words_.answered.holds,
                    {number_of(condition.subject)})};
      case Op::kChose: {
        const Question& question = quiz_.questions[condition.subject];
        return of(question.kind == QuestionKind::kMultiple ? words_.ticked : words_.chose,
                  options(question, condition.members), number_of(condition.subject));
      }
      case Op::kPlaced:
        return of(words_.placed, options(quiz_.questions[condition.subject], condition.members),
                  decimal(condition.place + 1), number_of(condition.subject));
      case Op::kRanked:
        return of(condition.subject == 0 ? words_.first : words_.second,
                  outcomes(condition.members));
      case Op::kShown:
        return of(words_.shown, outcomes(condition.members));
      case Op::kHeadlined: {
        std::vector<std::string> names;
        for (const std::uint16_t kind : condition.members) names.emplace_back(words_.kinds[kind]);
        return of(words_.headlined, names);
      }
      case Op::kCompare:
        break;
    }
    return {comparison(condition, deny)};
  }

  // A denied "and" is an "or" of what is denied, and the other way round. What is within another
  // joint stands in brackets.
  Clause joined(const Condition& condition, bool deny) const {
    const Op joint = (condition.op == Op::kAnd) != deny ? Op::kAnd : Op::kOr;
    std::string text;
    for (const Condition& part : condition.parts) {
      const Clause one = say_one(part, deny);
      if (!text.empty()) text += joint == Op::kAnd ? words_.and_ : words_.or_;
      const bool bracket = one.joint != Op::kAlways && one.joint != joint;
      text += bracket ? "(" + one.text + ")" : one.text;
    }
    return {std::move(text), condition.parts.size() > 1 ? joint : Op::kAlways};
  }

  std::string comparison(const Condition& condition, bool deny) const {
    const Operand& left = condition.left;
    const Operand& right = condition.right;
    if (right.kind == Operand::Kind::kNull) {
      const bool is_null = (condition.relation == Relation::kEqual) != deny;
      if (left.kind == Operand::Kind::kAnswer) {
        const Sentence& answered = words_.answered;
        return say(is_null ? answered.fails : answered.holds, {number_of(left.index)});
      }
      return say(is_null ? words_.missing.holds : words_.missing.fails, {operand(left, false)});
    }
    const auto& sentence = [&]() -> const Sentence& {
      switch (condition.relation) {
        case Relation::kLess:
          return words_.under;
        case Relation::kLessOrEqual:
          return words_.at_most;
        case Relation::kGreater:
          return words_.over;
        case Relation::kGreaterOrEqual:
          return words_.at_least;
        default:
          return words_.is;
      }
    }();
    if (condition.relation == Relation::kNotEqual) deny = !deny;
    const bool tenths = left.kind > Operand::Kind::kScale;
    return say(deny ? sentence.fails : sentence.holds,
               {operand(left, tenths), operand(right, tenths)});
  }

  std::string operand(const Operand& operand, bool tenths) const {
    switch (operand.kind) {
      case Operand::Kind::kNull:
      case Operand::Kind::kLiteral:
        return say_tenths(tenths ? operand.literal : 10 * operand.literal, wording_);
      case Operand::Kind::kAnswer:
        return say(words_.number, {number_of(operand.index)});
      case Operand::Kind::kScale:
        return say(words_.scale, {quoted(quiz_.scales[operand.index].title.in(wording_.language))});
      case Operand::Kind::kScore:
        return say(words_.score, {outcome(operand.index)});
      case Operand::Kind::kMargin:
        return std::string(words_.margin);
      case Operand::Kind::kLead:
        break;
    }
    return std::string(words_.lead);
  }

  static std::string number_of(std::uint16_t question) { return decimal(question + 1); }

  std::string quoted(std::string_view text) const {
    return std::string(words_.open) + shortened(text) + std::string(words_.close);
  }

  std::string outcome(std::uint16_t place) const {
    const std::string title = quoted(quiz_.outcomes[place].title.in(wording_.language));
    return wording_.letters ? outcome_letter(quiz_, place) + " " + title : title;
  }

  std::string option(const Question& question, std::uint16_t place) const {
    const std::string_view text = question.options[place].text.in(wording_.language);
    std::string name;
    if (!text.empty()) {
      name = quoted(text);
    } else if (question.kind == QuestionKind::kPair) {
      name = quoted(words_.pair[place]);
    } else {
      name = say(words_.point, {decimal(place + 1), decimal(question.options.size())});
      if (wording_.letters) name = "(" + name + ")";
    }
    return wording_.letters ? letter(place) + " " + name : name;
  }

  std::vector<std::string> options(const Question& question,
                                   const List<std::uint16_t>& members) const {
    std::vector<std::string> names;
    for (const std::uint16_t member : members) names.push_back(option(question, member));
    return names;
  }

  std::vector<std::string> outcomes(const List<std::uint16_t>& members) const {
    std::vector<std::string> names;
    for (const std::uint16_t member : members) names.push_back(outcome(member));
    return names;
  }

  // “a”, “b” or “c”; of what is denied, “a”, “b” nor “c”. Over no names at all nothing holds.
  std::string list(const std::vector<std::string>& names, bool neither) const {
    std::string text = names.empty() ? "—" : names.front();
    for (std::size_t i = 1; i < names.size(); ++i) {
      const bool last = i + 1 == names.size();
      text += neither ? (last ? words_.last_nor : words_.nor) : last ? words_.or_ : ", ";
      text += names[i];
    }
    return text;
  }

  const Quiz& quiz_;
  const Wording wording_;
  const Words& words_;
};

}  // namespace

Wording wording_of(const Quiz& quiz, std::size_t language, bool letters) {
  const std::string& tag = quiz.languages[language];
  const auto lower = [&](std::size_t at) {
    return std::tolower(static_cast<unsigned char>(tag[at]));
  };
  const bool french =
      tag.size() >= 2 && lower(0) == 'f' && lower(1) == 'r' && (tag.size() == 2 || tag[2] == '-');
  return {language, french, letters};
}

std::string say_condition(const Quiz& quiz, const Condition& condition, const Wording& wording) {
  return Sayer(quiz, wording).clause(condition);
}

std::string letter(std::size_t place) {
  std::string letters;
  for (++place; place > 0; place = (place - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('a' + (place - 1) % 26));
  }
  return letters;
}

List<std::uint16_t> by_priority(const Quiz& quiz) {
  List<std::uint16_t> order;
  for (std::size_t k = 0; k < quiz.outcomes.size(); ++k) {
    order.push_back(static_cast<std::uint16_t>(k));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    const Outcome& left = quiz.outcomes[a];
    const Outcome& right = quiz.outcomes[b];
    if (left.derived || right.derived) return !left.derived && right.derived;
    return left.priority < right.priority;
  });
  return order;
}

std::string outcome_letter(const Quiz& quiz, std::uint16_t outcome) {
  const List<std::uint16_t> order = by_priority(quiz);
  const auto at = std::find(order.begin(), order.end(), outcome);
  std::string name = letter(static_cast<std::size_t>(at - order.begin()));
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

std::string say_tenths(std::int64_t tenths, const Wording& wording) {
  const std::int64_t size = tenths < 0 ? -tenths : tenths;
  std::string text = (tenths < 0 ? "−" : "") + decimal(size / 10);
  if (size % 10 != 0) text += (wording.french ? "," : ".") + decimal(size % 10);
  return text;
}

}  // namespace career_quiz::authoring
